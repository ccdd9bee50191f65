import type { FindingView } from '@contract/doctor-shapes.ts'
import type { IconName } from '@/ui/icons.ts'
import type { Tone } from '@/ui/tone.ts'

const marks: Record<FindingView['severity'], { readonly tone: Tone; readonly icon: IconName }> = {
  error: { tone: 'bad', icon: 'failed' },
  warning: { tone: 'warn', icon: 'warning' },
  info: { tone: 'idle', icon: 'info' }
}

export function findingMark({ severity }: FindingView): { readonly tone: Tone; readonly icon: IconName } {
  return marks[severity]
}
