import type { FindingView } from '@contract/doctor-shapes.ts'
import { useI18n } from 'vue-i18n'
import { useFleet } from '@/features/fleet/fleet-store.ts'
import { useLinks } from '@/features/links/links-store.ts'
import { useEvidence } from '@/i18n/evidence.ts'

export type Choice = FindingView['choices'][number]

export interface ChoiceText {
  /** What would count as right, by its name. */
  readonly right: string
  /** What follows from it. */
  readonly then: string
}

/** The ways to mend a finding, in the words of what it is about: names that a person knows, instead of 'this' and 'that'. */
export function useChoiceText(): (finding: FindingView, choice: Choice) => ChoiceText {
  const { t } = useI18n()
  const { text } = useEvidence()
  const fleet = useFleet()
  const links = useLinks()

  /** Both ends, the one that would be right first. */
  function ends({ siteId, evidence }: FindingView, choice: Choice): [string, string] {
    const here = fleet.nameOf(siteId)
    const there = text(evidence['partner'] ?? '')
    return choice === 'this-leads' ? [here, there] : [there, here]
  }

  function direction({ linkId }: FindingView, choice: Choice): string {
    const link = links.byId.get(linkId ?? '')
    if (!link) return t(`doctor.direction.${choice}`)
    const [from, to] = [fleet.nameOf(link.primaryId), fleet.nameOf(link.replicaId)]
    return t('runs.fromTo', choice === 'this-leads' ? { from, to } : { from: to, to: from })
  }

  return (finding, choice) => {
    const { evidence } = finding
    const said = (what: string, then: string): ChoiceText => ({ right: t('doctor.right', { what }), then })
    const [mainDomain, foreignHost] = [
      text(evidence['mainDomain'] ?? ''),
      text(evidence['foreignHost'] ?? '')
    ]
    if (choice === 'rename-mappings') {
      const n = Number(evidence['count'] ?? 0)
      return said(mainDomain, t('doctor.then.rename', { n: text(n), host: foreignHost }, n))
    }
    if (choice === 'move-site')
      return said(foreignHost, t('doctor.then.move', { site: text(evidence['sender'] ?? '') }))
    if (evidence['partner'] === undefined) return said(direction(finding, choice), t('doctor.then.follow'))
    const [leader, follower] = ends(finding, choice)
    return said(leader, t('doctor.then.mappings', { site: follower }))
  }
}
