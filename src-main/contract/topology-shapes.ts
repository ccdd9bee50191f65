import { z } from 'zod'
import {
  importReasons,
  linkOutcomes,
  modelOutcomes,
  siteOutcomes
} from '../core/topology-file/plan-import.ts'
import { deliveries } from '../core/topology/link.ts'
import { id, languageMap, time } from './shapes.ts'

/** What went into a topology file. */
export const exportView = z.object({
  path: z.string(),
  sites: z.number().int(),
  links: z.number().int(),
  agreedStates: z.number().int(),
  keys: z.number().int(),
  /** Sites whose key was wanted and is not there. */
  withoutKey: z.array(z.string()),
  /** Demo sites: they only run on this computer. */
  leftOut: z.number().int()
})
export type ExportView = z.infer<typeof exportView>

export const importView = z.object({
  path: z.string(),
  /** Names this plan: an import only does what was looked at. */
  digest: z.string(),
  writtenAt: time,
  writtenBy: z.string(),
  /** The file holds encrypted keys: its passphrase is needed, or a word that they shall stay out. */
  keys: z.number().int(),
  sites: z.array(
    z.object({
      name: z.string(),
      baseUrl: z.string(),
      mainDomain: z.string(),
      outcome: z.enum(siteOutcomes),
      why: z.enum(importReasons).nullable(),
      /** The site of the fleet that it is, or that stands in its way. */
      existing: id.nullable(),
      key: z.boolean(),
      plainHttp: z.boolean()
    })
  ),
  links: z.array(
    z.object({
      primary: z.string(),
      replica: z.string(),
      models: z.array(z.string()),
      delivery: z.enum(deliveries),
      bothWays: z.boolean(),
      agreedStates: z.number().int(),
      outcome: z.enum(linkOutcomes),
      why: z.enum(importReasons).nullable()
    })
  ),
  /** Classes that were added by hand. */
  models: z.array(z.object({ name: z.string(), outcome: z.enum(modelOutcomes) }))
})
export type ImportView = z.infer<typeof importView>

/** A link that a topology file told of and that is not set up here. It is made with `links.plan` like any other. */
export const notedLinkView = z.object({
  id,
  primaryId: id,
  replicaId: id,
  models: z.array(z.object({ model: z.string(), ids: z.array(z.string()).nullable() })),
  delivery: z.enum(deliveries),
  languages: languageMap,
  bothWays: z.boolean(),
  notedAt: time
})
export type NotedLinkView = z.infer<typeof notedLinkView>

/** A topology file that was written or taken in here. */
export const recentTopologyView = z.object({
  path: z.string(),
  act: z.enum(['exported', 'imported']),
  at: time,
  /** Whether the file can still be found. */
  there: z.boolean()
})
export type RecentTopologyView = z.infer<typeof recentTopologyView>

const path = z.string().min(1).max(4000)
const passphrase = z.string().min(1).max(1000)

/** Inputs of the calls around topology files. */
export const exportWish = z
  .object({
    path,
    agreed: z.boolean().default(false),
    /** With it the management keys go along, encrypted. */
    passphrase: passphrase.optional()
  })
  .strict()
export const importLook = z.object({ path }).strict()
export const importWish = z
  .object({
    path,
    digest: z.string().max(64),
    passphrase: passphrase.optional(),
    leaveKeys: z.boolean().default(false)
  })
  .strict()
