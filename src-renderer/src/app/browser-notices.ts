import { onBeforeUnmount, onMounted } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { on } from '@/bridge/program.ts'
import { useSettings } from '@/features/settings/settings-store.ts'

const troubled = ['waiting', 'stopped', 'partly']

/**
 * Words of the system about what needs somebody, while the page is not looked at. The desktop has its own; in a browser they need its
 * leave, which the settings ask for. They name no site and no content.
 */
export function useBrowserNotices(): void {
  if (window.rexxfleet || !('Notification' in window)) return
  const { t } = useI18n()
  const router = useRouter()
  const settings = useSettings()
  const told = new Set<string>()
  let stop: (() => void) | null = null

  onMounted(() => {
    stop = on('run.changed', ({ run }) => {
      const key = `${run.id} ${run.state}`
      const wanted = settings.remembered['notifications'] === true && Notification.permission === 'granted'
      if (!wanted || !document.hidden || !troubled.includes(run.state) || told.has(key)) return
      told.add(key)
      const shown = new Notification('Rexxfleet', { body: t(`app.notices.${run.state}`) })
      shown.onclick = () => {
        window.focus()
        void router.push({ name: 'run', params: { runId: run.id } })
      }
    })
  })
  onBeforeUnmount(() => stop?.())
}
