import type { FindingView } from '@contract/doctor-shapes.ts'
import { useI18n } from 'vue-i18n'
import { useEvidence } from '@/i18n/evidence.ts'
import { useWords } from '@/i18n/words.ts'

/** Evidence whose value is a stable word of the program. */
const worded = new Set(['notResumedBecause', 'notMendedBecause', 'flaw', 'why', 'madeByRexxfleet'])

export interface EvidenceLine {
  readonly key: string
  readonly label: string
  readonly text: string
}

/** A finding in words. */
export function useFindingText() {
  const { t } = useI18n()
  const { word } = useWords()
  const { text } = useEvidence()

  /** The few words by which it is told from others of its kind. */
  function about({ evidence }: FindingView): string {
    const named = evidence['model'] ?? evidence['host'] ?? evidence['endpoint'] ?? evidence['class']
    const value = named ?? evidence['foreignHost'] ?? evidence['copyOf']
    if (value !== undefined) return text(value)
    const { key, why } = evidence
    if (key !== undefined) return `${word('evidence', 'key')} ${text(key)}`
    return why === undefined ? '–' : word('cause', String(why))
  }

  /** Why nothing mends it by itself, where something usually would. */
  function obstacle({ evidence: { notMendedBecause: why } }: FindingView): string {
    return why === undefined ? '' : word('cause', String(why))
  }

  function lines({ evidence }: FindingView): EvidenceLine[] {
    return Object.entries(evidence)
      .filter(
        ([key, value]) =>
          key !== 'notMendedBecause' && value !== '' && !(Array.isArray(value) && value.length === 0)
      )
      .map(([key, value]) => ({
        key,
        label: word('evidence', key),
        text: worded.has(key) ? word('cause', String(value)) : text(value)
      }))
  }

  return {
    what: (finding: FindingView): string => t(`finding.${finding.kind}.what`),
    next: (finding: FindingView): string => t(`finding.${finding.kind}.next`),
    about,
    lines,
    obstacle
  }
}
