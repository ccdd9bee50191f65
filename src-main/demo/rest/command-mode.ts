import type { Site } from '../site.ts'
import { plain } from './answer.ts'
import type { Answer } from './answer.ts'
import { answerSync } from './sync.ts'
import type { SiteRequest } from './site-request.ts'
import { answerV1 } from './v1.ts'

const METHODS: Readonly<Record<string, readonly string[]>> = {
  v1: ['get', 'post', 'put', 'patch', 'delete', 'options', 'head'],
  sync: ['get', 'post', 'put', 'delete', 'options', 'head']
}

/** Everything below `/api/`: the v1 interface, the sync endpoint, and a help text for the rest (F5). */
export async function answerCommand(
  site: Site,
  request: SiteRequest,
  command: readonly string[]
): Promise<Answer> {
  const [name = '', ...path] = command
  if (METHODS[name]?.includes(request.method) !== true) return help(name, path, request.method)
  if (name === 'sync') return answerSync(site, request, path)
  return answerV1(site, { method: request.method, path, query: request.query, data: request.body })
}

/** Names what may be called with this method; a command that may not is as good as none. */
function help(name: string, path: readonly string[], method: string): Answer {
  const lost = path.length > 0 ? 'No such command\n' : ''
  const sync = METHODS['sync']!.includes(method) ? SYNC_HELP : ''
  return plain(400, `Command '${name}' does not exist${lost}${HELP}${sync}`)
}

const HELP = `Cloudrexx command mode help.

Synopsis: cx(.bat) <command> [<parameter>]

Use »cx(.bat) help <command>« for more info about a command

Available commands:

module "Newsletter"
\tNewsletter - Group-based newsletter system
core_module "Search"
\tSearch - Lookup data by keyword
core "JsonData"
\tData - Return data from a data source
core "Core"
\thelp - Shows help for commands
core_module "DataAccess"
\tv1 - RESTful data interchange API v1
`

const SYNC_HELP = `core_module "Sync"
\tsync - Allows synchronizing data objects using the RESTful API
`
