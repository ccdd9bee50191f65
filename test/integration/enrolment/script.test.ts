import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  enrolmentScript,
  type EnrolmentOptions
} from '../../../src-main/core/fleet/enrolment/enrolment-script.ts'
import { managementSources } from '../../../src-main/core/fleet/enrolment/management-sources.ts'
import { removalScript } from '../../../src-main/core/fleet/enrolment/removal-script.ts'
import { scriptText, withKey } from '../../../src-main/core/fleet/enrolment/script-line.ts'
import { createSiteDouble } from '../../../src-main/demo/site-double.ts'
import { siteTableNames } from '../../support/mariadb-schema.ts'
import { mariadbAvailable, startMariadb, type Mariadb, type MariadbSite } from '../../support/mariadb.ts'

const key = '0123456789abcdef0123456789abcdef'
const otherKey = 'FEDCBA9876543210fedcba987654321_'
const hostClass = 'Cx\\Core_Modules\\Sync\\Model\\Entity\\Host'
const grantClass = 'Cx\\Core_Modules\\DataAccess\\Model\\Entity\\DataAccessApiKey'

const script = (options: Partial<EnrolmentOptions> = {}, with_ = key): string =>
  scriptText(withKey(enrolmentScript({ tablePrefix: 'contrexx_', readOnly: false, ...options }), with_))
const removal = (apiKeyId: number | null, tablePrefix = 'contrexx_'): string =>
  scriptText(removalScript({ tablePrefix, apiKeyId }))

/** A text for use inside SQL quotes. */
const sql = (text: string): string => text.replaceAll('\\', '\\\\')

const available = await mariadbAvailable()

describe.skipIf(!available)(
  'enrolment script on a MariaDB server (skipped where none can be installed)',
  () => {
    let server: Mariadb
    let count = 0
    const site = (options?: Parameters<Mariadb['site']>[1]): Promise<MariadbSite> =>
      server.site(`s${++count}`, options)

    beforeAll(async () => {
      server = await startMariadb()
    }, 120_000)
    afterAll(() => server.stop())

    describe.each([
      ['InnoDB', {}],
      ['MyISAM', { engine: 'MyISAM' as const }],
      ['another prefix', { prefix: 'Site2_' }],
      ['no prefix', { prefix: '' }],
      ['tables of different collations', { collations: ['utf8_unicode_ci', 'utf8_general_ci'] as const }]
    ])('with %s', (_, options) => {
      const tablePrefix = 'prefix' in options ? options.prefix : 'contrexx_'

      it('gives a fresh site the rows of the facts page', async () => {
        const fresh = await site(options)
        await fresh.run(script({ tablePrefix }))
        const rows = await fresh.rows()
        expect(rows['core_module_data_access_apikey']).toEqual([{ id: 1, api_key: key }])
        expect(rows['core_data_source']!.slice(11)).toEqual(
          managementSources.map(({ identifier, options }, index) => ({
            id: 12 + index,
            identifier,
            options,
            type: 'doctrineRepository'
          }))
        )
        expect(rows['core_module_data_access']!.slice(11)).toEqual(
          managementSources.map(({ endpoint }, index) => ({
            id: 12 + index,
            read_permission: null,
            write_permission: null,
            data_source_id: 12 + index,
            name: endpoint,
            field_list: 'a:0:{}',
            access_condition: 'a:0:{}',
            allowed_output_methods: 'a:0:{}'
          }))
        )
        expect(rows['core_module_data_access_data_access_apikey']).toEqual(
          managementSources.map((_source, index) => ({
            id: 1 + index,
            api_key_id: 1,
            data_access_id: 12 + index,
            read_only: 0
          }))
        )
        expect(rows['core_module_sync_id_mapping']).toEqual([])
      })

      it('leaves no gaps in the ids, and changes nothing when it is run again', async () => {
        const fresh = await site(options)
        await fresh.run(script({ tablePrefix }))
        const first = { rows: await fresh.rows(), next: await fresh.nextIds() }
        expect(first.next).toMatchObject({
          core_data_source: 23,
          core_module_data_access: 23,
          core_module_data_access_apikey: 2,
          core_module_data_access_data_access_apikey: 12
        })
        await fresh.run(script({ tablePrefix }))
        expect({ rows: await fresh.rows(), next: await fresh.nextIds() }).toEqual(first)
      })

      it('is taken back to the very rows that were there before', async () => {
        const fresh = await site(options)
        const table = (name: string) => `\`${tablePrefix}${name}\``
        await fresh.run(`
        INSERT INTO ${table('core_data_source')} (identifier, options, type) VALUES
          ('${sql(hostClass)}', 'a:1:{s:5:"limit";s:2:"10";}', 'doctrineRepository'),
          ('${sql(grantClass)}', 'a:0:{}', 'doctrineRepository');
        INSERT INTO ${table('core_module_sync_id_mapping')} (foreign_host, entity_type, foreign_id, local_id)
          VALUES ('other.example', 'Some\\\\Class', 'a:1:{i:0;s:1:"1";}', 'a:1:{s:2:"id";s:1:"2";}');`)
        const before = await fresh.rows()
        await fresh.run(script({ tablePrefix }))
        await fresh.run(removal(1, tablePrefix))
        expect(await fresh.rows()).toEqual(before)
        await fresh.run(removal(1, tablePrefix))
        expect(await fresh.rows()).toEqual(before)
      })
    })

    it('may only read where it shall only read, and can be widened by running it again', async () => {
      const fresh = await site()
      const readOnlyValues = async () =>
        (await fresh.rows())['core_module_data_access_data_access_apikey']!.map(grant => grant['read_only'])
      await fresh.run(script({ readOnly: true }))
      expect(await readOnlyValues()).toEqual(Array.from({ length: 11 }, () => 1))
      await fresh.run(script())
      expect(await readOnlyValues()).toEqual(Array.from({ length: 11 }, () => 0))
    })

    it.each([1, 5, 9, 17, 23, 30, 34])(
      'ends a run that stopped after %i statements without a transaction',
      async done => {
        const whole = await site()
        await whole.run(script())
        const partial = await site({ engine: 'MyISAM' })
        const statements = script().split(/;\n/)
        await partial.run(statements.slice(0, done).join(';\n') + ';')
        await partial.run(script())
        const [rows, expected] = [await partial.rows(), await whole.rows()]
        expect({ ...rows, core_module_sync_id_mapping: [] }).toEqual(expected)
      }
    )

    it('writes nothing at all when it stops half-way in a transaction', async () => {
      const fresh = await site()
      const before = await fresh.rows()
      const broken = script().replace("'rexxfleet-change', 'a:0:{}'", "'rexxfleet-change', NULL")
      await expect(fresh.run(broken)).rejects.toThrow(/cannot be null/)
      expect(await fresh.rows()).toEqual(before)
    })

    it('adds key and grants only to a site that another Rexxfleet enrolled, and leaves them when one goes', async () => {
      const shared = await site()
      await shared.run(script())
      const before = await shared.rows()
      await shared.run(script({}, otherKey))
      const both = await shared.rows()
      expect(both['core_data_source']).toEqual(before['core_data_source'])
      expect(both['core_module_data_access']).toEqual(before['core_module_data_access'])
      expect(both['core_module_data_access_apikey']).toHaveLength(2)
      expect(both['core_module_data_access_data_access_apikey']).toHaveLength(22)
      await shared.run(removal(2))
      expect(await shared.rows()).toEqual(before)
    })

    it('leaves the marker to the other Rexxfleet, and takes it along with the last one', async () => {
      const shared = await site()
      const fresh = await shared.rows()
      await shared.run(script() + script({}, otherKey))
      await shared.run(
        "INSERT INTO contrexx_core_module_sync_id_mapping VALUES (7, 'rexxfleet.invalid', 'Rexxfleet', 'a:0:{}', 'a:0:{}')"
      )
      await shared.run(removal(1))
      expect((await shared.rows())['core_module_sync_id_mapping']).toHaveLength(1)
      await shared.run(removal(2))
      expect(await shared.rows()).toEqual(fresh)
    })

    it.each([
      ['a:0:{}', 'a:2:{s:7:"recurse";s:1:"1";s:17:"skippedRecursions";a:1:{i:0;s:7:"changes";}}'],
      ['', 'a:2:{s:7:"recurse";s:1:"1";s:17:"skippedRecursions";a:1:{i:0;s:7:"changes";}}'],
      ['a:1:{s:7:"recurse";s:1:"1";}', 'a:1:{s:7:"recurse";s:1:"1";}'],
      ['a:1:{s:7:"recurse";b:1;}', 'a:1:{s:7:"recurse";b:1;}'],
      ['a:1:{s:7:"recurse";s:1:"0";}', 'a:1:{s:7:"recurse";s:1:"1";}'],
      ['a:1:{s:5:"limit";s:2:"10";}', 'a:2:{s:7:"recurse";s:1:"1";s:5:"limit";s:2:"10";}'],
      ['a:1:{s:4:"note";s:5:"it\'s:";}', 'a:2:{s:7:"recurse";s:1:"1";s:4:"note";s:5:"it\'s:";}']
    ])('reuses a data source with options %s and turns them to %s', async (former, wanted) => {
      const used = await site()
      await used.run(`INSERT INTO contrexx_core_data_source (id, identifier, options, type)
      VALUES (40, '${sql(hostClass)}', '${former.replaceAll("'", "''")}', 'doctrineRepository');
      INSERT INTO contrexx_core_module_data_access VALUES (50, NULL, NULL, 40, 'hosts', 'a:0:{}', 'a:0:{}', 'a:0:{}')`)
      const before = await used.rows()
      await used.run(script())
      const rows = await used.rows()
      expect(rows['core_data_source']!.filter(row => row['identifier'] === hostClass)).toEqual([
        { id: 40, identifier: hostClass, options: wanted, type: 'doctrineRepository' }
      ])
      expect(rows['core_module_data_access']!.find(row => row['name'] === 'rexxfleet-host')).toMatchObject({
        data_source_id: 40
      })
      await used.run(script())
      expect(await used.rows()).toEqual(rows)
      await used.run(removal(1))
      expect(await used.rows()).toEqual(before)
    })

    it('keeps a data source of its own that somebody else reads through by now', async () => {
      const used = await site()
      await used.run(script())
      await used.run(`INSERT INTO contrexx_core_module_data_access (data_source_id, name, field_list, access_condition,
      allowed_output_methods) VALUES (19, 'hosts', 'a:0:{}', 'a:0:{}', 'a:0:{}')`)
      await used.run(removal(1))
      const rows = await used.rows()
      expect(rows['core_data_source']!.map(row => row['id']).filter(id => Number(id) > 11)).toEqual([19])
      expect(rows['core_module_data_access']!.map(row => row['name']).slice(11)).toEqual(['hosts'])
    })

    it('takes away what is left when the key is gone already', async () => {
      const fresh = await site()
      const before = await fresh.rows()
      await fresh.run(script())
      await fresh.run(
        'DELETE FROM contrexx_core_module_data_access_data_access_apikey; DELETE FROM contrexx_core_module_data_access_apikey'
      )
      await fresh.run(removal(null))
      expect(await fresh.rows()).toEqual(before)
    })

    it.each([
      '',
      'NO_BACKSLASH_ESCAPES',
      'ANSI_QUOTES',
      'ANSI,TRADITIONAL,HIGH_NOT_PRECEDENCE,NO_AUTO_VALUE_ON_ZERO'
    ])('writes the same rows whatever the session was set to (%s)', async mode => {
      const [plain, odd] = [await site(), await site()]
      await plain.run(script())
      await odd.run(script(), mode)
      expect(await odd.rows()).toEqual(await plain.rows())
    })

    it('grants nothing when somebody runs the preview with its dots', async () => {
      const fresh = await site()
      await fresh.run(scriptText(enrolmentScript({ tablePrefix: 'contrexx_', readOnly: false })))
      const rows = await fresh.rows()
      expect(rows['core_module_data_access_apikey']).toEqual([])
      expect(rows['core_module_data_access_data_access_apikey']).toEqual([])
    })

    it('makes the very rows of the site double, by which all other tests are enrolled', async () => {
      const [real, double] = [await site(), await createSiteDouble({ mainDomain: 'www.example.ch' })]
      double.admin.enrol(key)
      await real.run(script())
      const rows = await real.rows()
      for (const table of siteTableNames.filter(name => name !== 'core_module_sync_relation')) {
        expect(double.admin.rows(table)).toEqual(rows[table])
      }
      await double.close()
    })

    it('is understood statement by statement over connections of its own', async () => {
      const [whole, single] = [await site(), await site()]
      await whole.run(script())
      for (const statement of script().split(/;\n/)) if (statement.trim()) await single.run(statement + ';')
      expect(await single.rows()).toEqual(await whole.rows())
    })
  }
)
