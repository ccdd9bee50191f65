import type { RawSite } from './raw-site.ts'

const endpointName = 'rexxfleet-live-test'

/** Leaves of an earlier test that did not come to its end are taken away first. */
async function removeProbe(site: RawSite): Promise<void> {
  const endpoint = find(await site.rows('rexxfleet-endpoint'), 'name', endpointName)
  if (!endpoint) return
  for (const [id, grant] of Object.entries(await site.rows('rexxfleet-grant'))) {
    if ((grant['dataAccess'] as { name?: string } | null)?.name === endpointName)
      await site.remove('rexxfleet-grant', id)
  }
  await site.remove('rexxfleet-endpoint', endpoint)
}

function find(
  rows: Record<string, Record<string, unknown>>,
  field: string,
  value: string
): string | undefined {
  return Object.entries(rows).find(([, row]) => row[field] === value)?.[0]
}

/**
 * Opens a second endpoint for a model, with every right for the management key, as long as `work` takes. Nothing of it stays: the data
 * source goes too where it was made here.
 */
export async function withProbe<T>(
  site: RawSite,
  key: string,
  model: string,
  work: (endpoint: string) => Promise<T>
): Promise<T> {
  await removeProbe(site)
  const known = find(await site.rows('rexxfleet-datasource'), 'identifier', model)
  const source = known ?? (await site.create('rexxfleet-datasource', { identifier: model, options: '' }))
  try {
    const empty = { fieldList: '', accessCondition: '', allowedOutputMethods: '' }
    const endpoint = await site.create('rexxfleet-endpoint', {
      name: endpointName,
      dataSource: source,
      ...empty
    })
    const apiKey = find(await site.rows('rexxfleet-apikey'), 'apiKey', key)!
    await site.create('rexxfleet-grant', { apiKey, dataAccess: endpoint, readOnly: '0' })
    return await work(endpointName)
  } finally {
    await removeProbe(site)
    if (!known) await site.remove('rexxfleet-datasource', source)
  }
}
