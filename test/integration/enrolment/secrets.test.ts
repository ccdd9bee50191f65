import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createSiteDouble } from '../../../src-main/demo/site-double.ts'
import { managementKey, openBed } from './fleet-bed.ts'

it('keeps every key out of the data directory, the events, the log and what crosses the contract', async () => {
  const bed = await openBed()
  const site = await createSiteDouble({ mainDomain: 'www.example.ch' })
  const planted = 'foreign0key0foreign0key0foreign0'
  site.admin.sql({ insert: 'core_module_data_access_apikey', row: { api_key: planted } })
  site.admin.enrol(managementKey)
  const crossed: unknown[] = []
  const keys = new Set([managementKey, planted])
  const remember = () => {
    for (const key of bed.keys.values()) keys.add(key)
  }
  const { id } = await bed.enrolled('Bern', site)
  remember()
  crossed.push(await bed.call('sites.script', { siteId: id }), await bed.call('sites.list', {}))
  const fault = site.faults.add({
    kind: 'status',
    status: 400,
    match: { method: 'DELETE', nth: 3 },
    times: 40
  })
  crossed.push(await bed.call('sites.rotateKey', { siteId: id }))
  remember()
  fault.remove()
  crossed.push(await bed.call('sites.rotateKey', { siteId: id }))
  crossed.push(await bed.call('sites.checkEnrolment', { siteId: id }), await bed.call('sites.check', {}))
  site.faults.add({ kind: 'html', match: { method: 'OPTIONS' }, times: 30 })
  crossed.push(await bed.call('sites.checkEnrolment', { siteId: id }))
  site.faults.clear()
  crossed.push(await bed.call('sites.remove', { siteId: id }))
  const files = readdirSync(bed.directory, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile()
  )
  const written = files.map(file => readFileSync(join(file.parentPath, file.name), 'latin1')).join('')
  const told = JSON.stringify([crossed, bed.events, bed.log, bed.store.activity.list({ limit: 1000 })])
  expect(bed.store.activity.list({ limit: 1000 }).length).toBeGreaterThan(40)
  expect(keys.size).toBe(3)
  for (const key of keys) {
    expect(written.includes(key)).toBe(false)
    expect(told.includes(key)).toBe(false)
  }
  await bed.close()
  await site.close()
})
