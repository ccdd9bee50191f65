/** `npm run test:live`: the whole path on two real sites, named by the environment. Leaves them as they were. */
import { Checks } from './checks.ts'
import { livePath } from './live-path.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const wanted = [
  'REXXFLEET_LIVE_PRIMARY_URL',
  'REXXFLEET_LIVE_PRIMARY_KEY',
  'REXXFLEET_LIVE_REPLICA_URL',
  'REXXFLEET_LIVE_REPLICA_KEY'
] as const
const missing = wanted.filter(name => !process.env[name])
if (missing.length > 0) {
  say(
    `Two enrolled sites are needed. Set ${missing.join(', ')}: addresses, and management keys that may write.`
  )
  say(
    'The main domain that each site has configured goes into REXXFLEET_LIVE_PRIMARY_DOMAIN and REXXFLEET_LIVE_REPLICA_DOMAIN,'
  )
  say(
    'where it is not the host of its address. Plain http beyond this computer takes REXXFLEET_ALLOW_HTTP=1.'
  )
  process.exit(2)
}

function site(side: 'PRIMARY' | 'REPLICA'): { url: string; key: string; mainDomain?: string } {
  const value = (name: string): string | undefined => process.env[`REXXFLEET_LIVE_${side}_${name}`]
  const domain = value('DOMAIN')
  return {
    url: value('URL')!.replace(/\/+$/, ''),
    key: value('KEY')!,
    ...(domain ? { mainDomain: domain } : {})
  }
}

const checks = new Checks(say)
await livePath({
  primary: site('PRIMARY'),
  replica: site('REPLICA'),
  allowHttp: process.env['REXXFLEET_ALLOW_HTTP'] === '1',
  checks
}).catch(thrown => checks.broke(thrown))
say(`${checks.passed} passed, ${checks.failed} failed`)
process.exit(checks.failed === 0 ? 0 : 1)
