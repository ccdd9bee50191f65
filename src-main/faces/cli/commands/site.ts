import type { Command } from 'commander'
import { applyPlan } from '../apply-plan.ts'
import { findSite, fleetOf } from '../naming.ts'
import type { Outcome } from '../outcome.ts'
import { workflowLines } from '../plan-text.ts'
import type { Session } from '../session.ts'
import { plain, table } from '../table.ts'
import { collect, type Registry } from './registry.ts'
import { addSite, checkSiteUsage } from './site-add.ts'
import { checkSites } from './site-check.ts'
import { checkEditUsage, editSite } from './site-edit.ts'
import { addSiteImportCommand } from './site-import.ts'
import { siteInventory } from './site-inventory.ts'
import { addSiteMoveCommand } from './site-move.ts'
import { probeAddress, siteHealth, siteScript } from './site-look.ts'

async function listSites(session: Session): Promise<Outcome> {
  const sites = await session.call('sites.list', {})
  const rows = sites.map(site => [
    plain(site.name),
    site.baseUrl,
    site.state,
    site.health?.state ?? 'unknown',
    site.environment,
    String(site.links),
    site.tags.map(plain).join(', ')
  ])
  return {
    data: { sites },
    lines: table(['NAME', 'ADDRESS', 'STATE', 'HEALTH', 'ENVIRONMENT', 'LINKS', 'TAGS'], rows)
  }
}

async function rotateKey(session: Session, name: string): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const site = findSite(fleet, name)
  const planned = await session.call('sites.rotateKey', { siteId: site.id })
  const workflow = await applyPlan(session, fleet, planned)
  return { data: { site, workflow }, lines: workflowLines(workflow, fleet) }
}

async function removeSite(
  session: Session,
  name: string,
  options: { keepEnrolment?: boolean }
): Promise<Outcome> {
  const fleet = await fleetOf(session)
  const site = findSite(fleet, name)
  const { sql } = await session.call('sites.remove', {
    siteId: site.id,
    keepEnrolment: options.keepEnrolment ?? false
  })
  return {
    data: { id: site.id, name: site.name, sql },
    lines:
      sql === null
        ? [`${site.name} is removed.`]
        : [`${site.name} is removed. To take the rest away, run this on its database:`, sql]
  }
}

export function addSiteCommands(root: Command, registry: Registry): void {
  const site = root.command('site').description('the sites that Rexxfleet looks after')
  site
    .command('add')
    .description('add a site, with a new key or an existing one')
    .argument('<name>')
    .argument('<url>')
    .option('--main-domain <domain>', 'the main domain that the site has configured')
    .option('--prefix <prefix>', "prefix of the site's tables", 'contrexx_')
    .option('--tag <tag>', 'a tag; may be repeated', collect)
    .option('--environment <environment>', 'production, staging or test', 'production')
    .option('--new-key', 'make a new key, and the script that enrols it')
    .option('--sql <file>', 'where the script goes; else into the data directory')
    .option('--key-stdin', 'take an existing management key from standard input')
    .option('--read-only', 'the key may only read')
    .option('--allow-http', 'plain http is allowed, for sites in local development')
    .action(registry.act(addSite, checkSiteUsage))
  site.command('list').description('list the sites').action(registry.act(listSites))
  site
    .command('check')
    .description('look at sites; enrol those whose script was run')
    .argument('[name...]')
    .action(registry.act(checkSites))
  site
    .command('edit')
    .description('change what Rexxfleet knows of a site')
    .argument('<name>')
    .option('--name <name>', 'a new name')
    .option('--tag <tag>', 'its tags from now on; may be repeated', collect)
    .option('--clear-tags', 'no tags from now on')
    .option('--environment <environment>', 'production, staging or test')
    .option('--main-domain <domain>', 'the main domain that the site has configured')
    .action(registry.act(editSite, checkEditUsage))
  site
    .command('probe')
    .description('look whether there is a Cloudrexx site at an address')
    .argument('<address>')
    .option('--allow-http', 'plain http is allowed, for sites in local development')
    .action(registry.act(probeAddress))
  site
    .command('script')
    .description('show the enrolment script, its key as dots; or save it with its key')
    .argument('<name>')
    .option('--save <file>', 'into this file')
    .action(registry.act(siteScript))
  site
    .command('health')
    .description('how a site was, look by look')
    .argument('<name>')
    .action(registry.act(siteHealth))
  site
    .command('inventory')
    .description('endpoints, keys, grants, receivers, queue and mappings as they stand on a site')
    .argument('<name>')
    .action(registry.act(siteInventory))
  addSiteImportCommand(site, registry)
  site
    .command('rotate-key')
    .description('replace the management key')
    .argument('<name>')
    .action(registry.act(rotateKey))
  addSiteMoveCommand(site, registry)
  site
    .command('remove')
    .description('remove a site and take its enrolment away')
    .argument('<name>')
    .option('--keep-enrolment', 'only forget it here')
    .action(registry.act(removeSite))
}
