import { z } from 'zod'
import { findingKinds, mendChoices, severities } from '../core/doctor/finding.ts'
import { pairHitches } from '../core/discovery/pair-hitch.ts'
import { deliveries } from '../core/topology/link.ts'
import { errorView, id, time } from './shapes.ts'

/** Names a finding the same way in each examination. Holds class names and domains, and so is longer than other ids. */
export const findingId = z.string().min(1).max(600)

export const findingView = z.object({
  id: findingId,
  kind: z.enum(findingKinds),
  severity: z.enum(severities),
  siteId: id,
  linkId: id.nullable(),
  subject: z.string(),
  /** Counts, names and a few examples, by stable words. */
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  /** There is a workflow that mends it: `doctor.planMend`. */
  mendable: z.boolean(),
  /** Ways to mend it of which a person may choose one. */
  choices: z.array(z.enum(mendChoices)).default([])
})
export type FindingView = z.infer<typeof findingView>

/** One look at a site. What could not be read is a gap: nothing is said about it. */
export const examinationView = z.object({
  siteId: id,
  at: time,
  findings: z.array(findingView),
  gaps: z.array(z.object({ what: z.string(), error: errorView })),
  /** The site could not be examined at all. */
  error: errorView.nullable()
})
export type ExaminationView = z.infer<typeof examinationView>

const hostView = z.object({
  rowId: z.number().int(),
  host: z.string(),
  active: z.boolean(),
  state: z.number().int(),
  waiting: z.number().int()
})

/** A replication that exists already. Adopting it is `links.plan` with what stands here: set-up reuses the rows that are there. */
export const proposalView = z.object({
  primaryId: id,
  replicaId: id,
  linkId: id.nullable(),
  models: z.array(
    z.object({
      name: z.string(),
      shortName: z.string(),
      ids: z.array(z.string()).nullable(),
      active: z.boolean(),
      granted: z.boolean(),
      mapped: z.number().int(),
      /** Why Rexxfleet cannot replicate it, as a stable word; null where it can. */
      notReplicable: z.string().nullable()
    })
  ),
  delivery: z.enum(deliveries),
  host: hostView.nullable(),
  evidence: z.array(z.enum(['key', 'address', 'name', 'mappings'])),
  notes: z.array(z.string())
})
export type ProposalView = z.infer<typeof proposalView>

/** Two replications that are each other's way back: adopting them as one is `links.plan` both ways, with what stands here. */
export const proposedPairView = z.object({
  primaryId: id,
  replicaId: id,
  /** Class names. */
  models: z.array(z.string()),
  delivery: z.enum(deliveries),
  /** Why they cannot be one, as a stable word; null where they can. */
  hitch: z.enum(pairHitches).nullable(),
  /** Records in which the mappings of the two sites contradict each other. */
  crossed: z.number().int()
})
export type ProposedPairView = z.infer<typeof proposedPairView>

export const discoveryView = z.object({
  proposals: z.array(proposalView),
  pairs: z.array(proposedPairView),
  /** Host rows whose receiver is not in the fleet. */
  strangers: z.array(hostView.extend({ siteId: id })),
  /** Sites that could not be read. */
  unread: z.array(z.object({ siteId: id, error: errorView }))
})
export type DiscoveryView = z.infer<typeof discoveryView>
