import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  publishSql,
  renameTargetSql,
  unpublishSql
} from '../../../src-main/core/replication/publishing/publishing-sql.ts'
import { mariadbAvailable, startMariadb, type Mariadb } from '../../support/mariadb.ts'

const available = await mariadbAvailable()
const town = { title: "Town's\\ \u{1F600} site", uri: 'town.example' }
const village = { title: 'Village', uri: 'village.example/cms' }

describe.skipIf(!available)(
  'the calendar SQL on a MariaDB server (skipped where none can be installed)',
  () => {
    let server: Mariadb
    let count = 0
    beforeAll(async () => {
      server = await startMariadb()
    }, 120_000)
    afterAll(() => server.stop())

    interface Calendar {
      run(sql: string): Promise<string>
      state(): Promise<string[]>
    }

    /** A calendar with two events, a target that is off, and one event published to it. */
    async function calendar(prefix: string, engine: string, sqlMode?: string): Promise<Calendar> {
      const database = `c${++count}`
      const table = (name: string, columns: string): string =>
        `CREATE TABLE \`${prefix}module_calendar_${name}\` (${columns}) ENGINE=${engine} DEFAULT CHARSET=utf8;`
      const run = (sql: string): Promise<string> =>
        server.run(sql, { database, ...(sqlMode === undefined ? {} : { sqlMode }) })
      await server.run(`CREATE DATABASE \`${database}\``)
      const name = (text: string): string => `\`${prefix}module_calendar_${text}\``
      await run(
        [
          table(
            'settings',
            'id int AUTO_INCREMENT PRIMARY KEY, name varchar(255) NOT NULL, value mediumtext NOT NULL'
          ),
          table(
            'host',
            'id int AUTO_INCREMENT PRIMARY KEY, title varchar(255) NOT NULL, uri mediumtext NOT NULL, cat_id int NOT NULL, `key` varchar(32) NOT NULL, confirmed int NOT NULL, status int NOT NULL'
          ),
          table('rel_event_host', 'host_id int NOT NULL, event_id int NOT NULL'),
          table('event', 'id int AUTO_INCREMENT PRIMARY KEY'),
          `INSERT INTO ${name('settings')} (name, value) VALUES ('numPaging', '2'), ('publicationStatus', '2');`,
          `INSERT INTO ${name('event')} VALUES (88), (89);`,
          `INSERT INTO ${name('host')} VALUES (5, 'Old', '${village.uri}', 0, '', 1, 1);`,
          `INSERT INTO ${name('rel_event_host')} VALUES (5, 88);`
        ].join('\n')
      )
      return {
        run,
        state: async () =>
          Promise.all([
            run(`SELECT name, value FROM ${name('settings')} ORDER BY id`),
            run(`SELECT title, uri, cat_id, \`key\`, confirmed, status FROM ${name('host')} ORDER BY id`),
            run(`SELECT host_id, event_id FROM ${name('rel_event_host')} ORDER BY host_id, event_id`)
          ])
      }
    }

    it.each([
      ['InnoDB', 'contrexx_', 'InnoDB', undefined],
      ['MyISAM', 'contrexx_', 'MyISAM', undefined],
      ['another prefix', 'Site2_', 'InnoDB', undefined],
      ['no prefix', '', 'InnoDB', undefined],
      ['a mode in which backslashes are plain', 'contrexx_', 'InnoDB', 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES']
    ])(
      'publishes, does nothing the second time, and is taken back exactly: %s',
      async (_, prefix, engine, mode) => {
        const site = await calendar(prefix, engine, mode)
        const before = await site.state()
        const there = publishSql(prefix, [town, village])
        await site.run(there)
        const published = await site.state()
        expect(published).toEqual([
          'numPaging\t2\npublicationStatus\t1\n',
          "Old\tvillage.example/cms\t0\t\t1\t0\nTown's\\  site\ttown.example\t0\t\t1\t0\n",
          '5\t88\n5\t89\n6\t88\n6\t89\n'
        ])
        await site.run(there)
        expect(await site.state()).toEqual(published)
        const back = unpublishSql(prefix, '2', [
          { uri: town.uri, former: [], events: [] },
          { uri: village.uri, former: [{ id: 5, status: 1 }], events: [{ targetId: 5, eventIds: [89] }] }
        ])
        await site.run(back)
        expect(await site.state()).toEqual(before)
        await site.run(back)
        expect(await site.state()).toEqual(before)
      }
    )

    it('gives a target another name, and takes that back', async () => {
      const site = await calendar('contrexx_', 'InnoDB')
      const before = await site.state()
      await site.run(renameTargetSql('contrexx_', [{ from: village.uri, to: 'www.village.example' }]))
      expect((await site.state())[1]).toContain('www.village.example')
      await site.run(renameTargetSql('contrexx_', [{ from: 'www.village.example', to: village.uri }]))
      expect(await site.state()).toEqual(before)
    })
  }
)
