/** Links: looked at, planned, edited and taken away. Whatever writes on a site comes back as a plan. */
import { z } from 'zod'
import { deliveries } from '../../core/topology/link.ts'
import { discoveryView } from '../doctor-shapes.ts'
import { linkView, workflowView } from '../link-shapes.ts'
import { acknowledge, preflightView } from '../preflight-shapes.ts'
import { id, languageMap } from '../shapes.ts'
import { call, nothing, byLink } from './call.ts'

/** As many as a door has room for. */
const mostIds = 10_000
const chosenIds = z.array(z.string().max(200)).min(1).max(mostIds)
const fewEnough = (selections: readonly { readonly ids: readonly string[] | null }[]): boolean =>
  selections.reduce((sum, { ids }) => sum + (ids?.length ?? 0), 0) <= mostIds

/** A link as it is wished for. */
const linkWish = z.object({
  primaryId: id,
  replicaId: id,
  models: z.array(z.string().max(200)).min(1).max(65),
  /** Only these entities, where the link carries one model alone. */
  ids: z.array(z.string().max(200)).max(10_000).optional(),
  /** Only these entities of a model, for as many models as are named. What belongs to others is left out with them. Not both ways. */
  selections: z
    .array(z.object({ model: z.string().max(200), ids: chosenIds }).strict())
    .max(65)
    .refine(fewEnough)
    .optional(),
  delivery: z.enum(deliveries).default('compare'),
  bothWays: z.boolean().default(false),
  /** Fails with 'language-map-invalid' where two languages would become one. Not for `live`. */
  languages: languageMap.optional()
})

export const linkCalls = {
  /** The site leaves all its primaries and replicas. */
  'links.planPurge': call(
    z
      .object({
        siteId: id,
        /** What it delivered to others goes too. */
        flushReplicas: z.boolean().default(false),
        includeEdited: z.boolean().default(false),
        /** Sites that do not answer are gone for good: what is left there waits for them. */
        force: z.boolean().default(false)
      })
      .strict(),
    workflowView
  ),
  'links.list': call(nothing, z.array(linkView)),
  'links.show': call(byLink, linkView),
  /** What speaks against a link, read from both sites. Writes nothing. */
  'links.preflight': call(linkWish.strict(), preflightView),
  /** Fails with 'preflight-refused'; what wants a tick is asked for before the plan is applied. */
  'links.plan': call(
    linkWish
      .extend({
        acknowledge: acknowledge.default([]),
        /** The replica becomes a publishing target of the primary's calendar, by SQL; without a word with `queue` and `live`. */
        publish: z.boolean().optional()
      })
      .strict(),
    workflowView
  ),
  /**
   * `ids`, where the link carries one model alone, and `selections`: only these entities from now on; null: all again. Models that are not
   * named stay as they are. What falls out is flushed or kept, and that has to be said.
   */
  'links.planEdit': call(
    z
      .object({
        linkId: id,
        addModels: z.array(z.string().max(200)).max(65).default([]),
        dropModels: z.array(z.string().max(200)).max(65).default([]),
        ids: chosenIds.nullable().optional(),
        selections: z
          .array(z.object({ model: z.string().max(200), ids: chosenIds.nullable() }).strict())
          .max(65)
          .refine(fewEnough)
          .optional(),
        /** Of a both-ways pair both links change. */
        delivery: z.enum(deliveries).optional(),
        /** All pairs as they are to be; none: all languages have the same ids. Of a pair of links the other one gets the inverse. */
        languages: languageMap.optional(),
        fallen: z.enum(['flush', 'keep']).optional(),
        /** Whether the replica is a publishing target of the primary's calendar; without a word as a set-up does where events or the delivery are new. */
        publish: z.boolean().optional(),
        includeEdited: z.boolean().default(false),
        acknowledge: acknowledge.default([])
      })
      .strict(),
    workflowView
  ),
  'links.planDeregister': call(
    z
      .object({
        linkId: id,
        keepData: z.boolean().default(false),
        force: z.boolean().default(false),
        /** What was edited on the replica goes too. */
        includeEdited: z.boolean().default(false)
      })
      .strict(),
    workflowView
  ),
  /** Replication that exists on the sites already; taking it up is `links.plan`. */
  'links.discover': call(nothing, discoveryView)
} as const
