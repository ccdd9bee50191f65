import type { ActivityView } from '@contract/activity-shapes.ts'
import type { IconName } from '@/ui/icons.ts'
import type { Tone } from '@/ui/tone.ts'

const marks: Record<ActivityView['outcome'], { readonly tone: Tone; readonly icon: IconName }> = {
  sent: { tone: 'run', icon: 'waiting' },
  done: { tone: 'ok', icon: 'ok' },
  failed: { tone: 'bad', icon: 'failed' }
}

export function outcomeMark(entry: ActivityView): { readonly tone: Tone; readonly icon: IconName } {
  return marks[entry.outcome]
}
