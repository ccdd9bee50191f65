import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { openFleet, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { mend } from './bed.ts'
import { ownReplication, pushKey } from './own-push.ts'

let fleet: TestFleet
afterEach(() => fleet.close())

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile())
}

it('keeps no key of a host row, of its template or of the key list: not in an answer, not in the data directory', async () => {
  fleet = await openFleet([{ name: 'Portal' }, { name: 'Town' }])
  const [portal, town] = fleet.sites as [TestSite, TestSite]
  const inTemplate = 'plantedtemplatekey'.padEnd(32, '7')
  ownReplication(portal, town, 'calendar-mail', 'Cx\\Modules\\Calendar\\Model\\Entity\\Mail', {
    url_template: `[[HOST]]/api/sync/v1/json/x?apikey=${inTemplate}`,
    state: 2
  })
  const short = 'plantedshortkey'
  portal.double.admin.sql({ insert: 'core_module_data_access_apikey', row: { api_key: short } })
  const { program } = fleet
  const answers = [
    await program.call('doctor.examine', {}),
    await program.call('links.discover', {}),
    await mend(program, portal, 'host-stopped'),
    await mend(program, portal, 'key-too-short'),
    await program.call('doctor.last', {}),
    await program.call('activity.list', {})
  ]
  const kept = filesIn(fleet.dataDirectory).map(path => readFileSync(path, 'latin1'))
  const said = [JSON.stringify(answers), ...kept].join('\n')
  for (const secret of [pushKey, inTemplate, short, portal.key, town.key]) expect(said).not.toContain(secret)
})
