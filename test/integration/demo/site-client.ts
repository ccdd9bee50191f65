import type { SiteDouble } from '../../../src-main/demo/site-double.ts'

export const KEY = '0123456789abcdef0123456789abcdef'
export const REWRITE_RULE = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'

export interface Answer {
  status: number
  headers: Headers
  text: string
  data: Record<string, Record<string, unknown>>
  error: string | undefined
}

export interface CallOptions {
  key?: string
  referrer?: string
  body?: Record<string, string | number> | string
}

/** Talks to a double as any HTTP client would. */
export class SiteClient {
  readonly site: { readonly url: string }

  constructor(site: { readonly url: string }) {
    this.site = site
  }

  v1(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    return this.call(method, `/api/v1/json/${path}`, options)
  }

  /** A push as the sender `from`. */
  sync(method: string, path: string, body?: CallOptions['body'], from = 'primary.local'): Promise<Answer> {
    const referrer = from === '' ? {} : { referrer: `http://${from}/cadmin/` }
    return this.call(method, `/api/sync/v1/json/${path}`, {
      ...referrer,
      ...(body === undefined ? {} : { body })
    })
  }

  async call(method: string, path: string, { key = KEY, referrer, body }: CallOptions = {}): Promise<Answer> {
    const form = typeof body === 'object' ? new URLSearchParams(entries(body)).toString() : body
    const response = await fetch(`${this.site.url}${path}${path.includes('?') ? '&' : '?'}apikey=${key}`, {
      method,
      headers: {
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(referrer === undefined ? {} : { referrer })
      },
      ...(form === undefined ? {} : { body: form })
    })
    const text = await response.text()
    const json = parsed(text)
    return {
      status: response.status,
      headers: response.headers,
      text,
      data: json?.data ?? {},
      error: json?.messages?.error?.['0']
    }
  }
}

interface Envelope {
  data?: Record<string, Record<string, unknown>> | null
  messages?: { error?: Record<string, string> }
}

function parsed(text: string): Envelope | undefined {
  try {
    return JSON.parse(text) as Envelope
  } catch {
    return undefined
  }
}

function entries(body: Record<string, string | number>): [string, string][] {
  return Object.entries(body).map(([name, value]) => [name, String(value)])
}

/** Gives the management key an endpoint of its own for redirects, and a grant for every calendar endpoint. */
export function openModels(site: SiteDouble): void {
  const { admin } = site
  const source = admin.sql({
    insert: 'core_data_source',
    row: { identifier: REWRITE_RULE, options: 'a:0:{}', type: 'doctrineRepository' }
  })
  const lists = { field_list: 'a:0:{}', access_condition: 'a:0:{}', allowed_output_methods: 'a:0:{}' }
  const endpoint = admin.sql({
    insert: 'core_module_data_access',
    row: { name: 'RewriteRule', data_source_id: source, ...lists }
  })
  for (const id of [endpoint, 1, 2, 3, 4, 5, 6, 7, 8, 11]) {
    const row = { api_key_id: 1, data_access_id: id, read_only: 0 }
    admin.sql({ insert: 'core_module_data_access_data_access_apikey', row })
  }
}

/** The rows that `queue` and `live` links need on a primary: Sync row, host and host entity. Answers the host's id. */
export function linkHost(primary: SiteDouble, replica: SiteDouble, model: string, entityId = '*'): number {
  const { admin } = primary
  const source = admin.rows('core_data_source').find(row => row['identifier'] === model)!
  const endpoint = admin.rows('core_module_data_access').find(row => row['data_source_id'] === source['id'])!
  const known = admin.rows('core_module_sync').find(row => row['data_access_id'] === endpoint['id'])
  const sync = known
    ? Number(known['id'])
    : admin.sql({
        insert: 'core_module_sync',
        row: { data_access_id: endpoint['id']!, to_uri: '', api_key: '', active: 1 }
      })
  admin.sql({ update: 'core_module_sync', set: { active: 1 }, where: { id: sync } })
  const host = admin.sql({
    insert: 'core_module_sync_host',
    row: {
      host: `127.0.0.1:${replica.port}`,
      active: 1,
      api_key: KEY,
      api_version: 1,
      url_template:
        'http://[[HOST]]/api/sync/v[[API_VERSION]]/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]',
      state: 0,
      last_update: '2026-01-01 00:00:00'
    }
  })
  admin.sql({
    insert: 'core_module_sync_host_entity',
    row: { sync_id: sync, host_id: host, entity_id: entityId }
  })
  return host
}

export const rule = (expression: string, orderNo = 1): Record<string, string | number> => ({
  regularExpression: expression,
  orderNo,
  rewriteStatusCode: '301',
  continueOnMatch: 0
})
