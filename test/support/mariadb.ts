/** A real MariaDB server for one test file: own data, own socket, no network, gone at the end. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { siteTableNames, type SchemaOptions, freshSite } from './mariadb-schema.ts'

const execute = promisify(execFile)

/** All rows of the tables of a site, by table name without prefix, in order of id. */
export type SiteRows = Record<string, Record<string, string | number | null>[]>

export interface Mariadb {
  /** Runs statements as the mysql client does: the first error ends it. Gives what they print, without heads. */
  run(sql: string, options?: { readonly database?: string; readonly sqlMode?: string }): Promise<string>
  /** Makes a database with the tables of a fresh site. */
  site(name: string, options?: SchemaOptions): Promise<MariadbSite>
  stop(): Promise<void>
}

export interface MariadbSite {
  run(sql: string, sqlMode?: string): Promise<string>
  rows(): Promise<SiteRows>
  /** The id that each table would give next. */
  nextIds(): Promise<Record<string, number>>
}

function found(program: string): string | null {
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/usr/libexec'
  ]
  return folders.map(folder => join(folder, program)).find(existsSync) ?? null
}

const isRoot = process.getuid?.() === 0

/** Whether a server can be had here. Installs Debian's package where it may; says no elsewhere, so that the tests are skipped by name. */
export async function mariadbAvailable(): Promise<boolean> {
  if (found('mariadbd')) return true
  if (!isRoot || !found('apt-get')) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...words: string[]) => execute('apt-get', ['-o', 'DPkg::Lock::Timeout=240', ...words], { env })
  // The core packages hold the programs alone: no service is set up that would start by itself.
  const install = (...packages: string[]) => apt('install', '-y', '--no-install-recommends', ...packages)
  const cores = () => install('mariadb-server-core', 'mariadb-client-core')
  await cores()
    .catch(() => apt('update').then(cores))
    .catch(() => install('mariadb-server'))
    .catch(() => undefined)
  return found('mariadbd') !== null
}

/** Starts the server; `mariadbAvailable` must have said yes. */
export async function startMariadb(): Promise<Mariadb> {
  const folder = await mkdtemp(join(tmpdir(), 'rexxfleet-db-'))
  const data = join(folder, 'data')
  const socket = join(folder, 's')
  const user = `--user=${userInfo().username}`
  await execute(found('mariadb-install-db')!, [
    '--no-defaults',
    `--datadir=${data}`,
    user,
    '--skip-test-db',
    '--auth-root-authentication-method=normal'
  ])
  const server = spawn(
    found('mariadbd')!,
    [
      '--no-defaults',
      `--datadir=${data}`,
      user,
      `--socket=${socket}`,
      `--pid-file=${join(folder, 'pid')}`,
      '--skip-networking',
      '--skip-grant-tables',
      '--innodb-buffer-pool-size=16M',
      '--innodb-log-file-size=8M',
      '--innodb-flush-log-at-trx-commit=0'
    ],
    { stdio: 'ignore' }
  )
  const run: Mariadb['run'] = (sql, { database, sqlMode } = {}) =>
    client(socket, `${sqlMode === undefined ? '' : `SET SESSION sql_mode='${sqlMode}';\n`}${sql}`, database)
  await answering(server, () => run('SELECT 1'))
  return {
    run,
    async site(name, options = {}) {
      await run(`CREATE DATABASE \`${name}\``)
      await run(freshSite(options), { database: name })
      return siteIn(run, name, options.prefix ?? 'contrexx_')
    },
    async stop() {
      if (server.exitCode === null) {
        const ended = new Promise(resolve => server.once('exit', resolve))
        server.kill('SIGKILL')
        await ended
      }
      await rm(folder, { recursive: true, force: true })
    }
  }
}

function siteIn(run: Mariadb['run'], database: string, prefix: string): MariadbSite {
  return {
    run: (sql, sqlMode) => run(sql, { database, ...(sqlMode === undefined ? {} : { sqlMode }) }),
    // A client is a process: one asks for all tables, which a test does several times.
    async rows() {
      const tables = siteTableNames.map(table => `'${prefix}${table}'`).join(', ')
      const columns = await run(
        `SELECT table_name, GROUP_CONCAT(CONCAT('''', column_name, ''', \`', column_name, '\`') ORDER BY ordinal_position)
         FROM information_schema.columns WHERE table_schema = '${database}' AND table_name IN (${tables}) GROUP BY table_name`
      )
      const selects = cellsOf(columns).map(
        ([table, pairs]) => `SELECT '${table}', JSON_OBJECT(${pairs}) FROM \`${table}\` ORDER BY id;`
      )
      const rows: SiteRows = Object.fromEntries(siteTableNames.map(table => [table, []]))
      for (const [table, row] of cellsOf(await run(selects.join('\n'), { database })))
        rows[table!.slice(prefix.length)]!.push(JSON.parse(row!) as SiteRows[string][number])
      return rows
    },
    async nextIds() {
      const lines = await run(
        `ANALYZE TABLE ${siteTableNames.map(table => `\`${prefix}${table}\``).join(', ')};
         SELECT 'next', table_name, auto_increment FROM information_schema.tables WHERE table_schema = '${database}'`,
        { database }
      )
      return Object.fromEntries(
        cellsOf(lines)
          .filter(([mark]) => mark === 'next')
          .map(([, name, next]) => [name!.slice(prefix.length), Number(next)])
      )
    }
  }
}

/** What a client prints, in lines and cells; a tab in a value is escaped by JSON. */
function cellsOf(printed: string): string[][] {
  return printed
    .split('\n')
    .filter(Boolean)
    .map(line => line.split('\t'))
}

function client(socket: string, sql: string, database?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const target = database === undefined ? [] : [database]
    const arguments_ = [
      '--no-defaults',
      `--socket=${socket}`,
      '--batch',
      '--raw',
      '--skip-column-names',
      ...target
    ]
    const child = execFile(found('mariadb')!, arguments_, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim() || error.message))
      else resolve(stdout)
    })
    child.stdin?.end(sql)
  })
}

async function answering(server: ChildProcess, ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (server.exitCode !== null) throw new Error(`mariadbd ended with ${server.exitCode} before it answered`)
    try {
      await ask()
      return
    } catch {
      await pause(100)
    }
  }
  server.kill('SIGKILL')
  throw new Error('mariadbd did not answer within 30 s')
}
