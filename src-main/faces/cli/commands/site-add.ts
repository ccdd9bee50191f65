import { join, resolve } from 'node:path'
import { siteView, type SiteView } from '../../../contract/shapes.ts'
import { Failure, usageFailure, type Outcome } from '../outcome.ts'
import { readSecret } from '../read-secret.ts'
import type { Session } from '../session.ts'
import { readiness } from '../readiness.ts'

export interface SiteAddOptions {
  mainDomain?: string
  prefix: string
  tag?: string[]
  environment: string
  newKey?: boolean
  sql?: string
  keyStdin?: boolean
  readOnly?: boolean
  allowHttp?: boolean
}

const environments = siteView.shape.environment.options

function environmentOf(text: string): (typeof environments)[number] {
  const found = environments.find(name => name === text)
  if (!found) throw usageFailure(`--environment is one of ${environments.join(', ')}.`)
  return found
}

/** Said before anything is opened. */
export function checkSiteUsage(_name: string, _address: string, options: SiteAddOptions): void {
  environmentOf(options.environment)
  if (Boolean(options.newKey) === Boolean(options.keyStdin))
    throw usageFailure(
      'Give either --new-key (makes a script with a new key) or --key-stdin (takes an existing key).'
    )
  if (options.sql !== undefined && !options.newKey) throw usageFailure('--sql goes with --new-key only.')
}

/** Runs the rest of an addition; if it fails, the site is forgotten again, and nothing of it is left. */
async function orForget<T>(session: Session, site: SiteView, rest: () => Promise<T>): Promise<T> {
  try {
    return await rest()
  } catch (thrown) {
    await session.program.call('sites.remove', { siteId: site.id, keepEnrolment: true })
    throw thrown
  }
}

async function giveScript(session: Session, site: SiteView, file: string | undefined): Promise<Outcome> {
  const path =
    file === undefined ? join(session.options.dataDirectory, `enrol-${site.id}.sql`) : resolve(file)
  const saved = await session.call('sites.saveScript', { siteId: site.id, path })
  return {
    data: { id: site.id, site, script: saved.path },
    lines: [
      `${site.name} is added. Its key works as soon as this script was run on the site's database:`,
      saved.path,
      `It holds the new key: delete it afterwards. Then: rexxfleet site check ${JSON.stringify(site.name)}`
    ]
  }
}

async function takeKey(session: Session, site: SiteView, key: string): Promise<Outcome> {
  await session.call('sites.provideKey', { siteId: site.id, key })
  const check = await session.call('sites.checkEnrolment', { siteId: site.id })
  if (!check.ready) throw readiness(site, check).failure
  const enrolled = await session.call('sites.enrol', { siteId: site.id })
  return { data: { id: site.id, site: enrolled }, lines: [`${enrolled.name} is added and enrolled.`] }
}

export async function addSite(
  session: Session,
  name: string,
  address: string,
  options: SiteAddOptions
): Promise<Outcome> {
  const key = options.keyStdin ? await readSecret(session.world, 'Management key:') : null
  if (key === '') throw new Failure('key-length', 'No key came on standard input.')
  const site = await session.call('sites.add', {
    name,
    address,
    ...(options.mainDomain === undefined ? {} : { mainDomain: options.mainDomain }),
    tablePrefix: options.prefix,
    tags: options.tag ?? [],
    environment: environmentOf(options.environment),
    readOnly: options.readOnly ?? false,
    allowHttp: options.allowHttp ?? false,
    key: key === null ? 'new' : 'given'
  })
  return orForget(session, site, () =>
    key === null ? giveScript(session, site, options.sql) : takeKey(session, site, key)
  )
}
