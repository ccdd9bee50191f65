import type { Command } from 'commander'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import type { Registry } from './registry.ts'

async function info(session: Session): Promise<Outcome> {
  const { version, dataDirectory, keyStore } = await session.call('app.info', {})
  return {
    data: { version, dataDirectory, keyStore },
    lines: [
      `Rexxfleet ${version}`,
      `Data directory: ${dataDirectory}`,
      `Keys are kept in the ${keyStore === 'vault' ? 'vault, encrypted with a passphrase' : 'keychain'}.`
    ]
  }
}

async function diagnostics(session: Session): Promise<Outcome> {
  const { text } = await session.call('app.diagnostics', {})
  return { data: { text }, lines: text.trimEnd().split('\n') }
}

async function metrics(session: Session): Promise<Outcome> {
  const found = await session.call('app.metrics', {})
  const rows = found.map(one => {
    const labels = Object.entries(one.labels).map(([name, value]) => `${name}=${value}`)
    return `${one.name}${labels.length > 0 ? ` (${labels.join(', ')})` : ''}: ${one.value}`
  })
  return { data: { metrics: found }, lines: rows }
}

export function addInfoCommands(root: Command, registry: Registry): void {
  root
    .command('info')
    .description('the version, the data directory, where keys are kept')
    .action(registry.act(info))
  root
    .command('diagnostics')
    .description('what a report of trouble needs; no key, no address and no name of a site is in it')
    .action(registry.act(diagnostics))
  root
    .command('metrics')
    .description('numbers of the fleet, as /metrics of the web door gives them')
    .action(registry.act(metrics))
}
