import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { useDoctor } from '@/features/doctor/doctor-store.ts'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useRuns } from '@/features/runs/runs-store.ts'
import { useSettings } from '@/features/settings/settings-store.ts'
import { chooseLanguage, i18n } from '@/i18n/i18n.ts'
import { firstLanguage } from '@/i18n/languages.ts'
import App from './app.vue'
import { beginsWithFleet } from './first-calls.ts'
import { router } from './routes.ts'
import { installTheme } from './theme/theme.ts'

/** Longer than answers usually take that were asked for ahead, shorter than anybody minds. */
const patienceMs = 200

/** The page and what it shows. What fails is told by its page, once that is there. */
async function firstScreen(): Promise<void> {
  const fleet = beginsWithFleet() ? [useFleet().ensure()] : []
  await Promise.allSettled([
    router.isReady(),
    useSettings().ensure(),
    useRuns().ensure(),
    useLinks().ensure(),
    useDoctor().ensure(),
    ...fleet
  ])
}

/**
 * Shows the window: where all is here in time, the page with its contents at once. A shell, then a skeleton, then the list, then the list
 * with its links would be drawn one after the other in less than a blink, and take twice as long.
 */
export async function start(): Promise<void> {
  installTheme()
  await chooseLanguage(firstLanguage())
  const app = createApp(App).use(createPinia()).use(i18n).use(router)
  await Promise.race([firstScreen(), new Promise(resolve => setTimeout(resolve, patienceMs))])
  app.mount('#app')
}
