import type { RunView } from '@contract/run-shapes.ts'
import { useI18n } from 'vue-i18n'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'

/** What a run is called: by its sites as they are called now; of a link that is gone, as they were called then. */
export function useRunName(): (run: RunView) => string {
  const { t } = useI18n()
  const fleet = useFleet()
  const links = useLinks()
  return run => {
    const link = links.byId.get(run.linkId)
    if (link)
      return t('runs.fromTo', { from: fleet.nameOf(link.primaryId), to: fleet.nameOf(link.replicaId) })
    const known = run.primaryName !== '' && run.replicaName !== ''
    return known ? t('runs.fromTo', { from: run.primaryName, to: run.replicaName }) : t('runs.linkGone')
  }
}
