/** What a person decides on differences: conflicts, a link’s policy, entities kept different. */
import { z } from 'zod'
import { winners } from '../../core/sync/records.ts'
import { conflictView, exclusionView, policyView } from '../decision-shapes.ts'
import { runView } from '../run-shapes.ts'
import { id } from '../shapes.ts'
import { call, byLink } from './call.ts'

export const decisionCalls = {
  'conflicts.list': call(z.object({ linkId: id.optional() }).strict(), z.array(conflictView)),
  'conflicts.resolve': call(
    z
      .object({
        runId: id,
        winner: z.enum(winners),
        positions: z.array(z.number().int()).min(1).optional(),
        /** Fields that go to another side than the rest; for one conflict at a time. */
        fields: z.record(z.string().max(200), z.enum(winners)).optional()
      })
      .strict(),
    runView
  ),
  'links.policy': call(byLink, policyView),
  'links.setPolicy': call(
    z
      .object({
        linkId: id,
        conflicts: policyView.shape.conflicts.optional(),
        removedThere: policyView.shape.removedThere.optional()
      })
      .strict(),
    policyView
  ),
  'exclusions.list': call(z.object({ linkId: id.optional() }).strict(), z.array(exclusionView)),
  'exclusions.add': call(
    z
      .object({
        linkId: id,
        model: z.string().max(200),
        foreignId: z.string().min(1).max(200),
        note: z.string().max(500).default('')
      })
      .strict(),
    exclusionView
  ),
  'exclusions.remove': call(
    z.object({ linkId: id, model: z.string().max(200), foreignId: z.string().min(1).max(200) }).strict(),
    /** False where it was not kept different in the first place. */
    z.object({ removed: z.boolean() })
  )
} as const
