/**
 * The one table from which everything is derived that a door needs: the handlers' types, the preload's and the web client's api, and
 * the check of each argument. A key goes in through `sites.provideKey` alone, and none ever comes out.
 */
import { z } from 'zod'
import { environments } from '../core/fleet/site.ts'
import { itemActions, itemStates } from '../core/sync/records.ts'
import { deliveries } from '../core/topology/link.ts'
import { diagnosticsView, metricView } from './app-shapes.ts'
import { discoveryView, examinationView, findingId } from './doctor-shapes.ts'
import { linkView, targetView, workflowView } from './link-shapes.ts'
import { acknowledge, preflightView } from './preflight-shapes.ts'
import { conflictView, exclusionView, policyView } from './decision-shapes.ts'
import { activityView, driftView, itemPage, runView } from './run-shapes.ts'
import { backupView, backupWish } from './backup-shapes.ts'
import { moveView, moveWish } from './relaunch-shapes.ts'
import {
  domain,
  enrolmentCheck,
  healthView,
  id,
  modelView,
  position,
  probeView,
  scriptLine,
  siteView
} from './shapes.ts'
import { reportView, reportWish, retentionView, runExportView, runExportWish } from './report-shapes.ts'
import { scheduleChange, scheduleView, scheduleWish } from './schedule-shapes.ts'
import {
  exportView,
  exportWish,
  importLook,
  importView,
  importWish,
  notedLinkView
} from './topology-shapes.ts'

function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): { input: I; output: O } {
  return { input, output }
}

const nothing = z.object({}).strict()
const bySite = z.object({ siteId: id }).strict()
const byLink = z.object({ linkId: id }).strict()
const byWorkflow = z.object({ workflowId: id }).strict()
const byRun = z.object({ runId: id }).strict()

const name = z.string().trim().min(1).max(60)
const tags = z.array(z.string().trim().min(1).max(40)).max(24)
const tablePrefix = z
  .string()
  .max(32)
  .regex(/^[A-Za-z0-9_]*$/)

/** A link as it is wished for. */
const linkWish = z.object({
  primaryId: id,
  replicaId: id,
  models: z.array(z.string().max(200)).min(1).max(65),
  ids: z.array(z.string().max(200)).max(10_000).optional(),
  delivery: z.enum(deliveries).default('compare'),
  bothWays: z.boolean().default(false)
})

export const calls = {
  'app.info': call(
    nothing,
    z.object({
      version: z.string(),
      dataDirectory: z.string(),
      keyStore: z.enum(['keychain', 'vault']),
      /** The main process can put text on the clipboard (Electron); elsewhere scripts are saved as a file. */
      clipboard: z.boolean()
    })
  ),
  'app.metrics': call(nothing, z.array(metricView)),
  /** Without keys, and without names and addresses of sites. */
  'app.diagnostics': call(nothing, diagnosticsView),
  'settings.get': call(nothing, z.record(z.string(), z.json())),
  'settings.set': call(z.object({ key: z.string().min(1).max(80), value: z.json() }).strict(), nothing),

  'sites.list': call(nothing, z.array(siteView)),
  'sites.probe': call(
    z.object({ address: z.string().max(2000), allowHttp: z.boolean() }).strict(),
    probeView
  ),
  'sites.add': call(
    z
      .object({
        name,
        address: z.string().max(2000),
        mainDomain: domain.optional(),
        tablePrefix: tablePrefix.default('contrexx_'),
        tags: tags.default([]),
        environment: z.enum(environments).default('production'),
        readOnly: z.boolean().default(false),
        allowHttp: z.boolean().default(false),
        key: z.enum(['new', 'given'])
      })
      .strict(),
    siteView
  ),
  'sites.update': call(
    z
      .object({
        siteId: id,
        name: name.optional(),
        tags: tags.optional(),
        environment: z.enum(environments).optional(),
        /** Asked for after the enrolment, when the mappings on the sites can be looked at; see F38. */
        mainDomain: domain.optional()
      })
      .strict(),
    siteView
  ),
  'sites.provideKey': call(z.object({ siteId: id, key: z.string().max(200) }).strict(), nothing),
  'sites.script': call(bySite, z.array(scriptLine)),
  'sites.saveScript': call(
    z.object({ siteId: id, path: z.string().max(4000).optional() }).strict(),
    z.object({ path: z.string() })
  ),
  'sites.copyScript': call(bySite, nothing),
  'sites.checkEnrolment': call(bySite, enrolmentCheck),
  'sites.enrol': call(bySite, siteView),
  'sites.check': call(
    z.object({ siteIds: z.array(id).max(5000).optional() }).strict(),
    z.array(z.object({ siteId: id, health: healthView }))
  ),
  'sites.health': call(bySite, z.array(healthView)),
  'sites.rotateKey': call(bySite, workflowView),
  'sites.planMove': call(moveWish, moveView),
  /** The site leaves all its primaries and replicas. */
  'links.planPurge': call(
    z
      .object({
        siteId: id,
        /** What it delivered to others goes too. */
        flushReplicas: z.boolean().default(false),
        includeEdited: z.boolean().default(false)
      })
      .strict(),
    workflowView
  ),
  'sites.remove': call(
    z.object({ siteId: id, keepEnrolment: z.boolean().default(false) }).strict(),
    z.object({ sql: z.string().nullable() })
  ),

  'models.list': call(nothing, z.array(modelView)),

  'topology.get': call(
    nothing,
    z.object({
      sites: z.array(siteView),
      links: z.array(linkView),
      positions: z.record(id, position)
    })
  ),
  'topology.place': call(z.object({ siteId: id, position: position.nullable() }).strict(), nothing),
  'topology.targets': call(bySite, z.array(targetView)),
  'topology.export': call(exportWish, exportView),
  'topology.planImport': call(importLook, importView),
  'topology.import': call(importWish, importView),
  'topology.notedLinks': call(nothing, z.array(notedLinkView)),
  'topology.dropNote': call(z.object({ noteId: id }).strict(), nothing),

  'links.list': call(nothing, z.array(linkView)),
  'links.show': call(byLink, linkView),
  /** What speaks against a link, read from both sites. Writes nothing. */
  'links.preflight': call(linkWish.strict(), preflightView),
  /** Fails with 'preflight-refused'; what wants a tick is asked for before the plan is applied. */
  'links.plan': call(linkWish.extend({ acknowledge: acknowledge.default([]) }).strict(), workflowView),
  /** `ids`: only these entities from now on; null: all again. What falls out is flushed or kept, and that has to be said. */
  'links.planEdit': call(
    z
      .object({
        linkId: id,
        addModels: z.array(z.string().max(200)).max(65).default([]),
        dropModels: z.array(z.string().max(200)).max(65).default([]),
        ids: z.array(z.string().max(200)).min(1).max(10_000).nullable().optional(),
        fallen: z.enum(['flush', 'keep']).optional(),
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
  'links.discover': call(nothing, discoveryView),

  /** Without sites and link: the whole fleet. Writes on no site. */
  'doctor.examine': call(
    z.object({ siteIds: z.array(id).min(1).max(5000).optional(), linkId: id.optional() }).strict(),
    z.array(examinationView)
  ),
  /** The last examination of each site, as far as there was one. */
  'doctor.last': call(nothing, z.array(examinationView)),
  'doctor.planMend': call(z.object({ findingId }).strict(), workflowView),

  'workflows.list': call(
    z.object({ linkId: id.optional(), limit: z.number().int().min(1).max(1000).optional() }).strict(),
    z.array(workflowView)
  ),
  'workflows.show': call(byWorkflow, workflowView),
  'workflows.apply': call(
    z
      .object({
        workflowId: id,
        confirm: z.string().max(200).optional(),
        acknowledge: acknowledge.optional()
      })
      .strict(),
    workflowView
  ),
  'workflows.resume': call(byWorkflow, workflowView),
  'workflows.undo': call(byWorkflow, workflowView),
  'workflows.discard': call(byWorkflow, workflowView),

  'runs.start': call(
    z
      .object({
        linkIds: z.array(id).min(1).max(5000),
        planOnly: z.boolean().default(false),
        /** Entities that this run may remove beyond the guard's limit; see ground rule 4. */
        allowRemovals: z.number().int().min(0).optional(),
        /** Agrees to updates that overwrite what was never agreed. */
        confirmOverwrites: z.boolean().default(false)
      })
      .strict(),
    z.array(runView)
  ),
  'runs.confirm': call(
    z.object({ runId: id, allowRemovals: z.number().int().min(0).optional() }).strict(),
    runView
  ),
  'runs.list': call(
    z.object({ linkId: id.optional(), limit: z.number().int().min(1).max(1000).optional() }).strict(),
    z.array(runView)
  ),
  'runs.show': call(byRun, runView),
  'runs.items': call(
    z
      .object({
        runId: id,
        actions: z.array(z.enum(itemActions)).optional(),
        states: z.array(z.enum(itemStates)).optional(),
        model: z.string().optional(),
        after: z.number().int().optional(),
        limit: z.number().int().min(1).max(1000).optional()
      })
      .strict(),
    itemPage
  ),
  'runs.resume': call(byRun, runView),
  'runs.retry': call(
    z.object({ runId: id, positions: z.array(z.number().int()).optional() }).strict(),
    runView
  ),
  'runs.cancel': call(byRun, runView),
  'runs.export': call(runExportWish, runExportView),

  'conflicts.list': call(z.object({ linkId: id.optional() }).strict(), z.array(conflictView)),
  'conflicts.resolve': call(
    z
      .object({
        runId: id,
        winner: z.enum(['primary', 'replica']),
        positions: z.array(z.number().int()).min(1).optional()
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
    nothing
  ),

  'drift.check': call(z.object({ linkIds: z.array(id).min(1).max(5000) }).strict(), z.array(driftView)),

  'backup.write': call(backupWish, backupView),
  'report.write': call(reportWish, reportView),
  'history.get': call(nothing, retentionView),
  'history.set': call(retentionView, nothing),
  /** Forgets at once what is older; the program does it by itself each day. */
  'history.tidy': call(nothing, z.object({ forgotten: z.number().int() })),

  'schedules.list': call(nothing, z.array(scheduleView)),
  'schedules.add': call(scheduleWish, scheduleView),
  'schedules.update': call(scheduleChange, scheduleView),
  'schedules.remove': call(z.object({ scheduleId: id }).strict(), nothing),

  'activity.list': call(
    z
      .object({
        siteId: id.optional(),
        actorId: id.optional(),
        before: id.optional(),
        limit: z.number().int().min(1).max(1000).optional()
      })
      .strict(),
    z.array(activityView)
  ),

  'demo.start': call(nothing, z.array(siteView)),
  'demo.remove': call(nothing, nothing)
} as const

export type Calls = typeof calls
export type CallName = keyof Calls
/** What a caller gives; defaults may be left out. */
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>
/** What a handler gets: checked, with defaults filled in. */
export type ParsedInput<N extends CallName> = z.output<Calls[N]['input']>
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>

/** One handler for each call: what the composition root offers and every door calls. */
export type Handlers = { [N in CallName]: (input: ParsedInput<N>) => Promise<CallOutput<N>> }

/** Whether a text from outside names a call. Own keys only: `constructor` is no call. */
export function isCallName(text: unknown): text is CallName {
  return typeof text === 'string' && Object.hasOwn(calls, text)
}
