import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { SiteImportView } from '../../../contract/site-import-shapes.ts'
import { combineExitCodes, exitCodeOf, exitCodes } from '../exit-codes.ts'
import { asFailure, Failure, failureOf, type Outcome } from '../outcome.ts'
import { askYes, canAsk } from '../prompt.ts'
import type { Session } from '../session.ts'
import { plain, table } from '../table.ts'
import type { Registry } from './registry.ts'

interface ImportOptions {
  plan?: boolean
  sql?: string
}

type Line = SiteImportView['lines'][number]

interface Imported {
  readonly line: number
  readonly name: string
  readonly id: string | null
  readonly script: string | null
  readonly failure: Failure | null
}

function planLines({ lines, ignored }: SiteImportView): string[] {
  const rows = lines.map(({ line, name, address, environment, tags, problems }) => [
    String(line),
    plain(name),
    plain(address),
    environment,
    tags.map(plain).join(', '),
    problems.map(({ problem }) => problem).join(', ')
  ])
  return [
    ...table(['LINE', 'NAME', 'ADDRESS', 'ENVIRONMENT', 'TAGS', 'PROBLEMS'], rows),
    ...(ignored.length > 0 ? [`Columns that are not used: ${ignored.map(plain).join(', ')}`] : [])
  ]
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(resolve(file), 'utf8')
  } catch (thrown) {
    throw new Failure('file-unusable', `${resolve(file)} cannot be read: ${(thrown as Error).message}`)
  }
}

/** Each line for itself: what cannot be added is told, and the rest comes in. */
async function addLine(session: Session, line: Line, folder: string | undefined): Promise<Imported> {
  const { name, address, mainDomain, environment, tags, tablePrefix, readOnly, allowHttp } = line
  try {
    const site = await session.call('sites.add', {
      name,
      address,
      environment,
      tags,
      tablePrefix,
      readOnly,
      allowHttp,
      key: 'new',
      ...(mainDomain === null ? {} : { mainDomain })
    })
    const path =
      folder === undefined
        ? {}
        : { path: join(resolve(folder), `${site.mainDomain}-${site.id.slice(-8)}.sql`) }
    const script = await session.call('sites.saveScript', { siteId: site.id, ...path })
    return { line: line.line, name, id: site.id, script: script.path, failure: null }
  } catch (thrown) {
    return { line: line.line, name, id: null, script: null, failure: asFailure(thrown) }
  }
}

async function importSites(session: Session, file: string, options: ImportOptions): Promise<Outcome> {
  const plan = await session.call('sites.planImport', { text: await textOf(file) })
  const lines = planLines(plan)
  if (options.plan) return { data: { plan, imported: [] }, lines }
  const good = plan.lines.filter(({ problems }) => problems.length === 0)
  if (!session.options.yes && !(await agreed(session, lines, good.length)))
    throw new Failure('needs-confirmation', 'Not confirmed. Repeat it with --yes.', {
      details: { plan },
      lines
    })
  const imported: Imported[] = []
  for (const line of good) imported.push(await addLine(session, line, options.sql))
  return outcomeOf(plan, imported)
}

function outcomeOf(plan: SiteImportView, imported: readonly Imported[]): Outcome {
  const data = {
    plan,
    imported: imported.map(({ failure, ...one }) => ({
      ...one,
      error: failure && { code: failure.code, message: failure.message, details: failure.details }
    }))
  }
  const lines = [
    ...table(
      ['LINE', 'NAME', 'SCRIPT', 'TROUBLE'],
      imported.map(({ line, name, script, failure }) => [
        String(line),
        plain(name),
        script ?? '',
        failure ? `${plain(failure.message)} (${failure.code})` : ''
      ])
    ),
    'Each script holds a new key: run it on its site, and delete it afterwards. Then: rexxfleet site check'
  ]
  const left = plan.lines.filter(({ problems }) => problems.length > 0).length
  const codes = imported.map(({ failure }) => (failure ? exitCodeOf(failure.code) : exitCodes.done))
  const exitCode = combineExitCodes(left > 0 ? [...codes, exitCodes.failed] : codes)
  const worst = imported.find(({ failure }) => failure !== null)?.failure
  if (imported.length > 0 && imported.every(({ failure }) => failure !== null) && worst)
    throw failureOf(
      { code: worst.code, message: worst.message, details: {} },
      { details: { ...worst.details, ...data }, exitCode, lines }
    )
  return { data, lines, exitCode }
}

async function agreed(session: Session, lines: readonly string[], n: number): Promise<boolean> {
  if (n === 0 || !canAsk(session.world)) return n === 0
  for (const line of lines) session.paper.say(line)
  return askYes(session.world, `Add ${n} sites?`)
}

export function addSiteImportCommand(site: Command, registry: Registry): void {
  site
    .command('import')
    .description('add sites out of a CSV table with name and address, each with a new key and its script')
    .argument('<file>')
    .option('--plan', 'show what would come in, line by line, and add nothing')
    .option('--sql <folder>', 'where the scripts go; else into the data directory')
    .action(registry.act(importSites))
}
