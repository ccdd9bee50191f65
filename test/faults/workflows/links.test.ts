import type { CallInput } from '../../../src-main/contract/calls.ts'
import { ofPlan, type Journey } from './journey.ts'
import { linked, pair, planLink, type LinkWish } from './linked.ts'
import { proveAll } from './prove.ts'

function setUp(name: string, wish: LinkWish): Journey {
  return {
    name,
    sites: pair,
    begin: fleet => ofPlan(fleet.program, program => planLink(program, fleet.sites, wish))
  }
}

function edit(name: string, models: string[], change: Omit<CallInput<'links.planEdit'>, 'linkId'>): Journey {
  return {
    name,
    sites: pair,
    async begin(fleet) {
      const linkId = await linked(fleet, { models })
      return ofPlan(fleet.program, program => program.call('links.planEdit', { linkId, ...change }))
    }
  }
}

const rules = ['RewriteRule']
const both = ['RewriteRule', 'calendar-category']

proveAll([
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
    ...{ dropModels: ['calendar-category'], fallen: 'keep' }
  }),
  edit('a link that gets a queue', rules, { delivery: 'queue' }),
  edit('a link that is narrowed', rules, { ids: ['2'], fallen: 'flush' })
])
