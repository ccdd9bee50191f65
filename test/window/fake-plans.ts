/** Plans, scripts and checks as the program would make them, for the fake program. */
import type { LinkView, StepView, WorkflowView } from '@contract/link-shapes.ts'
import type { EnrolmentCheck, ScriptLine, SiteView } from '@contract/shapes.ts'

type Effects = StepView['effects']

export function step(position: number, kind: string, siteId: string | null, effects: Effects): StepView {
  return {
    position,
    stepId: `${kind}/${position}`,
    kind,
    siteId,
    state: 'planned',
    effects,
    sql: null,
    failure: null,
    startedAt: null,
    endedAt: null
  }
}

export function workflow(
  id: string,
  kind: WorkflowView['kind'],
  linkId: string | null,
  siteIds: string[],
  steps: StepView[],
  confirmation: WorkflowView['confirmation']
): WorkflowView {
  return {
    id,
    revision: 1,
    kind,
    linkId,
    siteIds,
    state: 'planned',
    startedBy: 'window',
    createdAt: Date.now(),
    endedAt: null,
    failure: null,
    confirmation,
    steps
  }
}

export function setUpPlan(
  id: string,
  primary: SiteView,
  replica: SiteView,
  models: readonly string[],
  bothWays: boolean
): WorkflowView {
  const names = models.map(model => model.split('\\').at(-1) ?? model)
  const on = (site: SiteView, word: 'primary' | 'replica'): [string, string, Effects][] => [
    ...names.map((name): [string, string, Effects] => [
      'make-data-source',
      site.id,
      [{ act: word === 'primary' ? 'reuse' : 'create', what: 'datasource', name }]
    ]),
    ...names.map((name): [string, string, Effects] => [
      'make-endpoint',
      site.id,
      [{ act: 'create', what: 'endpoint', name: name.toLowerCase() }]
    ])
  ]
  const rows: [string, string | null, Effects][] = [
    ...on(replica, 'replica'),
    [
      'make-link-key',
      replica.id,
      [{ act: 'create', what: 'apikey', name: `${primary.name} → ${replica.name}` }]
    ],
    [
      'grant-link-key',
      replica.id,
      [{ act: 'create', what: 'grant', name: names.join(', '), count: names.length }]
    ],
    ...on(primary, 'primary'),
    [
      'grant-management-key',
      primary.id,
      [{ act: 'create', what: 'grant', name: names.join(', '), count: names.length }]
    ],
    ['register-link', null, [{ act: 'create', what: 'link', name: `${primary.name} → ${replica.name}` }]],
    ['verify-link', replica.id, []]
  ]
  if (bothWays)
    rows.push([
      'register-link',
      null,
      [{ act: 'create', what: 'link', name: `${replica.name} → ${primary.name}` }]
    ])
  return workflow(
    id,
    'set-up-link',
    `${primary.id}-${replica.id}`,
    [primary.id, replica.id],
    rows.map(([kind, siteId, effects], position) => step(position, kind, siteId, effects)),
    { kind: 'none', expected: null }
  )
}

/** A change of a link, of the delivery say. */
export function editPlan(id: string, { id: linkId, primaryId, replicaId }: LinkView): WorkflowView {
  const siteIds = [primaryId, replicaId]
  const steps = [
    step(0, 'rest-link', null, []),
    step(1, 'make-sync', primaryId, [{ act: 'create', what: 'sync', name: 'rewriterule' }]),
    step(2, 'make-host', primaryId, [{ act: 'create', what: 'host', name: 'town.example' }]),
    step(3, 'change-link', null, [{ act: 'update', what: 'link', name: linkId }])
  ]
  return workflow(id, 'edit-link', linkId, siteIds, steps, { kind: 'yes', expected: null })
}

export function deregisterPlan(
  id: string,
  link: LinkView,
  primary: SiteView,
  replica: SiteView,
  keepData: boolean
): WorkflowView {
  const flush: Effects = keepData
    ? [{ act: 'keep', what: 'entity', name: 'RewriteRule', count: 318, why: 'keep-data' }]
    : [
        { act: 'remove', what: 'entity', name: 'RewriteRule', count: 318 },
        { act: 'keep', what: 'entity', name: 'RewriteRule', count: 3, why: 'edited-on-replica' },
        { act: 'keep', what: 'entity', name: 'RewriteRule', count: 27, why: 'original' }
      ]
  const steps = [
    step(0, 'flush-model', replica.id, [
      ...flush,
      { act: 'remove', what: 'mapping', name: 'RewriteRule', count: 321 }
    ]),
    step(1, 'revoke-grant', replica.id, [{ act: 'remove', what: 'grant', name: 'rewriterule' }]),
    step(2, 'remove-link-key', replica.id, [
      { act: 'remove', what: 'apikey', name: `${primary.name} → ${replica.name}` }
    ]),
    step(3, 'remove-endpoint', replica.id, [{ act: 'remove', what: 'endpoint', name: 'rewriterule' }]),
    step(4, 'remove-data-source', replica.id, [{ act: 'remove', what: 'datasource', name: 'RewriteRule' }]),
    step(5, 'revoke-grant', primary.id, [{ act: 'remove', what: 'grant', name: 'rewriterule' }]),
    step(6, 'remove-endpoint', primary.id, [
      { act: 'keep', what: 'endpoint', name: 'rewriterule', why: 'used-by-others' }
    ]),
    step(7, 'forget-link', null, [{ act: 'remove', what: 'link', name: `${primary.name} → ${replica.name}` }])
  ]
  return workflow(
    id,
    'deregister-link',
    link.id,
    [primary.id, replica.id],
    steps,
    keepData ? { kind: 'yes', expected: null } : { kind: 'name', expected: replica.name }
  )
}

const kinds = [
  'datasource',
  'legacysource',
  'endpoint',
  'apikey',
  'grant',
  'sync',
  'relation',
  'host',
  'hostentity',
  'change',
  'idmapping'
] as const

export function checkOf(attempt: number): EnrolmentCheck {
  const ready = attempt >= 4
  return {
    ready,
    endpoints: kinds.map((kind, i) => {
      const permission =
        ready || i < attempt * 3 ? 'write' : i === attempt * 3 && attempt > 0 ? 'read' : 'none'
      return {
        kind,
        endpoint: `rexxfleet-${kind}`,
        permission,
        ok: permission === 'write',
        latencyMs: permission === 'none' ? 33 : 36 + i,
        error: permission === 'none' ? { code: 'site-refused' as const, message: '403', details: {} } : null
      }
    })
  }
}

export function scriptOf(site: SiteView): ScriptLine[] {
  const p = site.tablePrefix
  const lines: [string, string][] = [
    [`-- Rexxfleet: enrols ${site.name}. Run it once; running it again changes nothing.`, 'about'],
    ["SET SESSION sql_mode = 'STRICT_TRANS_TABLES';", 'begin'],
    ['START TRANSACTION;', 'begin'],
    ['-- The key.', 'key'],
    [`INSERT INTO ${p}core_module_data_access_apikey (api_key)`, 'key'],
    ["  VALUES ('••••••••••••••••••••••••••••••••');", 'key'],
    ['SET @key := LAST_INSERT_ID();', 'key'],
    ...kinds.flatMap((kind): [string, string][] => [
      [`INSERT IGNORE INTO ${p}core_data_source (identifier, options, type) VALUES`, kind],
      [
        `  ('Cx\\\\Core_Modules\\\\DataAccess\\\\Model\\\\Entity\\\\${kind}', 'a:0:{}', 'doctrineRepository');`,
        kind
      ]
    ]),
    ['-- What the key may do: read and write.', 'grants'],
    [`INSERT INTO ${p}core_module_data_access_data_access_apikey`, 'grants'],
    ['  (api_key_id, data_access_id, read_only) SELECT @key, id, 0 …;', 'grants'],
    ['COMMIT;', 'end']
  ]
  return lines.map(([text, part]) => ({ text, part }))
}
