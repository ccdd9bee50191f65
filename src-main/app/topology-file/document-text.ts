import { hash } from 'node:crypto'
import {
  topologyFormat,
  topologyLimits,
  topologyVersion,
  type Topology
} from '../../core/topology-file/topology-file.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { checkTopology, refusedFile } from '../../core/topology-file/check-topology.ts'
import { isDeeperThan, prototypeName } from '../../core/topology-file/hostile-json.ts'
import { fileHead, topologyShape, type TopologyDocument } from './file-shape.ts'

/** How each topology file begins; one that begins like this may be written over. */
export const topologyHead = `{"format":"${topologyFormat}"`

/** The file's text: one line for each site and link, so that two files can be compared by eye. */
export function documentText(
  topology: Topology,
  keys: unknown,
  written: { readonly at: number; readonly by: string }
): string {
  const head = {
    format: topologyFormat,
    version: topologyVersion,
    writtenAt: written.at,
    writtenBy: written.by
  }
  const { sites, links, models } = topology
  const body = { ...head, sites, links, ...(models ? { models } : {}), keys }
  const list = (things: readonly unknown[]): string =>
    `[${things.map(thing => `\n${JSON.stringify(thing)}`).join(',')}\n]`
  return [
    `${JSON.stringify(head).slice(0, -1)},`,
    `"sites":${list(sites)},`,
    `"links":${list(links)},`,
    ...(models ? [`"models":${list(models)},`] : []),
    `"keys":${JSON.stringify(keys)},`,
    `"sum":${JSON.stringify(sumOf(body))}}`,
    ''
  ].join('\n')
}

/** Reads a file's text, trusting nothing in it. Fails with 'file-foreign', 'file-newer', 'file-damaged' or 'file-refused'. */
export function parsedDocument(text: string, path: string): TopologyDocument {
  if (isDeeperThan(text, topologyLimits.depth)) throw refusedFile('it is nested too deeply', { path })
  const value = parsed(text, path)
  const odd = prototypeName(value)
  if (odd !== null) throw refusedFile(`it holds a field named ${odd}`, { path })
  refuseOther(value, path)
  const checked = topologyShape.safeParse(value)
  const { sum, ...body } = value as Record<string, unknown>
  // Damage first: a file that lost a part has the wrong shape, too, and what has to be done about it is something else.
  if (sum !== sumOf(body)) throw damaged(path)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    throw refusedFile(`${issue?.path.join('.') || 'it'} is not what Rexxfleet writes`, { path })
  }
  checkTopology(checked.data)
  return checked.data
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (thrown) {
    if (text.trimStart().startsWith(topologyHead)) throw damaged(path, thrown)
    throw foreign(path, thrown)
  }
}

function refuseOther(value: unknown, path: string): void {
  const head = fileHead.safeParse(value)
  if (!head.success) throw foreign(path)
  const { version } = head.data
  if (version <= topologyVersion) return
  throw new AppError(
    'file-newer',
    `${path} was written by a newer Rexxfleet (version ${version} of the format; this one reads ${topologyVersion}). Install that version. Nothing was changed.`,
    { path, version }
  )
}

function sumOf(body: unknown): string {
  return hash('sha256', JSON.stringify(body), 'hex')
}

function foreign(path: string, cause?: unknown): AppError {
  return new AppError(
    'file-foreign',
    `${path} is no topology file. Choose one that 'topology export' wrote.`,
    { path },
    { cause }
  )
}

function damaged(path: string, cause?: unknown): AppError {
  return new AppError(
    'file-damaged',
    `${path} is damaged. Fetch it again from where it came from, or export it again. Nothing was changed.`,
    { path },
    { cause }
  )
}
