import type { Command } from 'commander'
import type { LimitsView } from '../../../contract/limit-shapes.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { wholeNumber } from './numbers.ts'
import type { Registry } from './registry.ts'

interface SetOptions {
  requests?: number
  sites?: number
}

const linesOf = ({ requestsPerSite, sitesAtOnce }: LimitsView): string[] => [
  `At most ${requestsPerSite} requests at once to one site, and ${sitesAtOnce} sites checked at once.`
]

async function showLimits(session: Session): Promise<Outcome> {
  const limits = await session.call('limits.get', {})
  return { data: { ...limits }, lines: linesOf(limits) }
}

/** What is not named stays as it is. */
async function setLimits(session: Session, { requests, sites }: SetOptions): Promise<Outcome> {
  const before = await session.call('limits.get', {})
  const limits = {
    requestsPerSite: requests ?? before.requestsPerSite,
    sitesAtOnce: sites ?? before.sitesAtOnce
  }
  await session.call('limits.set', limits)
  return { data: { ...limits }, lines: linesOf(limits) }
}

function checkUsage({ requests, sites }: SetOptions): void {
  if (requests === undefined && sites === undefined) throw usageFailure('Give --requests, --sites, or both.')
}

export function addLimitsCommands(root: Command, registry: Registry): void {
  const limits = root.command('limits').description('how hard Rexxfleet may press on the sites')
  limits.command('show').description('show the limits').action(registry.act(showLimits))
  limits
    .command('set')
    .description('change the limits, from the next request on')
    .option('--requests <n>', 'requests at once to one site, 1 to 16', wholeNumber)
    .option('--sites <n>', 'sites checked at once, 1 to 200', wholeNumber)
    .action(registry.act(setLimits, checkUsage))
}
