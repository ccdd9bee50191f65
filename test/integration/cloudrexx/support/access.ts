import type { KeyReader } from '../../../../src-main/core/fleet/keys.ts'
import type { Site } from '../../../../src-main/core/fleet/site.ts'
import type {
  ActivityEntry,
  ActivityLog,
  ActivityOutcome
} from '../../../../src-main/core/shared/activity.ts'
import { AppError } from '../../../../src-main/core/shared/app-error.ts'
import type { Clock } from '../../../../src-main/core/shared/ports.ts'
import type { Model } from '../../../../src-main/core/models/model.ts'
import { createSiteAccess } from '../../../../src-main/adapters/cloudrexx/site-access.ts'
import type {
  DisposableSiteAccess,
  SiteAccessDeps
} from '../../../../src-main/adapters/cloudrexx/site-access.ts'

export const managementKey = '0123456789abcdef0123456789abcdef'
export const linkKey = 'replica0key0replica0key0replica0'
export const plantedKey = 'planted0key0planted0key0planted0'

export const actor = { kind: 'workflow', id: 'w1', step: 's1' } as const
export const runActor = { kind: 'run', id: 'r1', step: null } as const

export interface Recorded extends ActivityLog {
  readonly entries: Map<string, ActivityEntry & ActivityOutcome>
}

export function recordingActivity(): Recorded {
  const entries = new Map<string, ActivityEntry & ActivityOutcome>()
  return {
    entries,
    sent: entry => void entries.set(entry.id, entry),
    answered(id, outcome) {
      const entry = entries.get(id)
      if (entry) entries.set(id, { ...entry, ...outcome })
    },
    list: () => [...entries.values()]
  }
}

export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds)
      signal?.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(new Error('aborted'))
      })
    })
}

export const keys: KeyReader = {
  read(ref) {
    const key = { management: managementKey, link: linkKey }[ref]
    if (key === undefined) return Promise.reject(new AppError('key-missing', `No key ${ref}.`))
    return Promise.resolve(key)
  }
}

export interface Setup {
  readonly access: DisposableSiteAccess
  readonly activity: Recorded
  /** Everything that was written to the program's log. */
  readonly logged: unknown[]
}

export function setUp(options: Partial<SiteAccessDeps> = {}): Setup {
  let count = 0
  const activity = recordingActivity()
  const logged: unknown[] = []
  const note = (message: string, facts?: unknown): void => void logged.push([message, facts])
  const access = createSiteAccess({
    keys,
    activity,
    clock: systemClock,
    ids: { next: () => `a${++count}` },
    log: { debug: note, info: note, warn: note, error: note },
    ...options
  })
  return { access, activity, logged }
}

export function siteAt(baseUrl: string, rest: Partial<Site> = {}): Site {
  return {
    id: 's',
    name: 'Replica',
    baseUrl,
    mainDomain: 'replica.local',
    tablePrefix: 'contrexx_',
    tags: [],
    environment: 'test',
    readOnly: false,
    allowHttp: false,
    state: 'enrolled',
    marker: null,
    keyRef: 'management',
    demo: false,
    addedAt: 0,
    ...rest
  }
}

export const rewriteRule: Model = {
  name: 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule',
  shortName: 'RewriteRule',
  table: 'core_rewrite_rule',
  identifier: [{ name: 'id', type: 'integer', generated: true }],
  fields: [
    { name: 'regularExpression', type: 'string', nullable: false },
    { name: 'orderNo', type: 'integer', nullable: false },
    { name: 'rewriteStatusCode', type: 'enum', nullable: false },
    { name: 'continueOnMatch', type: 'boolean', nullable: false }
  ],
  associations: []
}

export const eventField: Model = {
  name: 'Cx\\Modules\\Calendar\\Model\\Entity\\EventField',
  shortName: 'EventField',
  table: 'module_calendar_event_field',
  identifier: [
    { name: 'eventId', type: 'integer', generated: false, association: 'event' },
    { name: 'langId', type: 'integer', generated: false }
  ],
  fields: [{ name: 'title', type: 'string', nullable: true }],
  associations: [
    {
      name: 'event',
      kind: 'manyToOne',
      target: 'Cx\\Modules\\Calendar\\Model\\Entity\\Event',
      owning: true,
      nullable: true,
      cascades: false
    }
  ]
}

export const ruleSource = { endpoint: 'RewriteRule', model: rewriteRule } as const
export const fieldSource = { endpoint: 'calendar-eventfield', model: eventField } as const
