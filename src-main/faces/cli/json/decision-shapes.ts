import { z } from 'zod'
import { conflictView, exclusionView, policyView } from '../../../contract/decision-shapes.ts'
import { itemView } from '../../../contract/run-shapes.ts'
import { runShapes } from './run-shapes.ts'

/** What conflict and exclude print. */
export const decisionShapes: Readonly<Record<string, z.ZodType>> = {
  'conflict list': z.object({ conflicts: z.array(conflictView) }),
  'conflict show': z.object({ item: itemView }),
  'conflict resolve': runShapes['run resume'],
  'conflict policy': z.object({ policy: policyView }),
  'exclude list': z.object({ exclusions: z.array(exclusionView) }),
  'exclude add': z.object({ exclusion: exclusionView }),
  'exclude remove': z.object({ removed: z.boolean() })
}
