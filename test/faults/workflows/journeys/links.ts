import type { CallInput } from '../../../../src-main/contract/calls.ts'
import type { Program } from '../../../../src-main/contract/door.ts'
import { ownReplication } from '../../../integration/doctor/own-push.ts'
import { rewriteRule } from '../../../support/fleet.ts'
import { ofPlan, onDatabaseOf, type Journey } from '../journey.ts'
import { linked, pair, planLink, type LinkWish } from './linked.ts'

function setUp(name: string, wish: LinkWish): Journey {
  return {
    name,
    kind: 'set-up-link',
    sites: pair,
    begin: ({ program: first, sites }) =>
      ofPlan(first, program => planLink(program, sites, wish), onDatabaseOf(sites))
  }
}

/** Takes up what somebody set up by hand: sources, endpoints, a key, and a host that Cloudrexx pushes to. */
const adopt: Journey = {
  name: 'a replication that exists and becomes a link',
  kind: 'set-up-link',
  sites: pair,
  async begin({ program: first, sites: [portal, town] }) {
    ownReplication(portal!, town!, 'RewriteRule', rewriteRule, { state: 2 })
    return ofPlan(first, async program => {
      const { proposals } = await program.call('links.discover', {})
      const { primaryId, replicaId, models, delivery } = proposals[0]!
      return program.call('links.plan', {
        primaryId,
        replicaId,
        delivery,
        models: models.map(({ name }) => name)
      })
    })
  }
}

/** Takes up what goes both ways already as one: rows of either side stay whose they are. */
const adoptBoth: Journey = {
  name: 'two replications that exist and become a both-ways pair',
  kind: 'set-up-link',
  sites: pair,
  async begin({ program: first, sites: [portal, town] }) {
    for (const [from, to] of [
      [portal!, town!],
      [town!, portal!]
    ] as const)
      ownReplication(from, to, 'RewriteRule', rewriteRule, { state: 2, host: new URL(to.double.url).host })
    return ofPlan(first, async program => {
      const { pairs } = await program.call('links.discover', {})
      const { primaryId, replicaId, models, delivery } = pairs[0]!
      return program.call('links.plan', { primaryId, replicaId, models, delivery, bothWays: true })
    })
  }
}

/** Takes over a receiver that Cloudrexx pushes chosen entities to: from then on Rexxfleet delivers all of them. */
const takeOver: Journey = {
  name: 'a receiver that is pushed to and gets a queue',
  kind: 'set-up-link',
  sites: pair,
  async begin({ program: first, sites }) {
    const [portal, town] = sites
    const host = new URL(town!.double.url).host
    const { hostId, syncId } = ownReplication(portal!, town!, 'RewriteRule', rewriteRule, { host })
    const { sql } = portal!.double.admin
    sql({ update: 'core_module_sync_host_entity', set: { entity_id: '2' }, where: { host_id: hostId } })
    sql({
      insert: 'core_module_sync_host_entity',
      row: { sync_id: syncId, host_id: hostId, entity_id: '4' }
    })
    const wish: LinkWish = { models: ['RewriteRule'], delivery: 'queue' }
    return ofPlan(first, program => planLink(program, sites, wish))
  }
}

type Change = Omit<CallInput<'links.planEdit'>, 'linkId'>

function edit(name: string, models: string[], change: Change, wish: Omit<LinkWish, 'models'> = {}): Journey {
  return {
    name,
    kind: 'edit-link',
    sites: pair,
    async begin(fleet) {
      const linkId = await linked(fleet, { models, ...wish })
      const plan = (program: Program) => program.call('links.planEdit', { linkId, ...change })
      return ofPlan(fleet.program, plan, onDatabaseOf(fleet.sites))
    }
  }
}

const rules = ['RewriteRule']
const both = ['RewriteRule', 'calendar-category']
const calendarAndRules = ['RewriteRule', 'calendar-registrationform']

export const links: readonly Journey[] = [
  adopt,
  adoptBoth,
  takeOver,
  setUp('a link that compares', { models: rules }),
  setUp('a link of models with relations', { models: ['calendar-category'] }),
  setUp('a link with a queue', { models: rules, delivery: 'queue' }),
  setUp('a link with a queue of chosen entities', { models: rules, delivery: 'queue', ids: ['1', '3'] }),
  setUp('a live link', { models: ['calendar-mail'], delivery: 'live' }),
  setUp('a both-ways pair', { models: rules, bothWays: true }),
  setUp('a both-ways pair with queues', { models: rules, bothWays: true, delivery: 'queue' }),
  edit('a link that gets another model', rules, { addModels: ['calendar-category'] }),
  edit('a link that loses a model', both, { dropModels: ['calendar-category'], fallen: 'flush' }),
  edit('a link that loses a model and keeps its data', both, {
    dropModels: ['calendar-category'],
    fallen: 'keep'
  }),
  edit('a link that gets a queue', rules, { delivery: 'queue' }),
  edit('a link that is narrowed', rules, { ids: ['2'], fallen: 'flush' }),
  edit('a link of several models that is narrowed, with what belongs to what falls out', calendarAndRules, {
    ...{ selections: [{ model: 'calendar-registrationform', ids: ['1'] }], fallen: 'flush' }
  }),
  // Publishing alone, without the models of a calendar around it: few writes, each of which can be disturbed in every way.
  edit('a link that begins to publish its calendar', ['calendar-event'], { publish: true }),
  edit('a link that ends to publish its calendar', ['calendar-event'], { publish: false }, { publish: true })
]
