import type { FindingKind, MendChoice } from '../../../../src-main/core/doctor/finding.ts'
import { ownReplication, ownSync } from '../../../integration/doctor/own-push.ts'
import type { WantedSite } from '../../../support/fleet.ts'
import {
  addCopy,
  addLeftLease,
  addMapping,
  addShortKey,
  addTarget,
  alikeOnBoth,
  calendar,
  copied,
  crossed,
  danglingChanges,
  grants,
  inStep,
  keyLeft,
  mail,
  mailChanges,
  otherName,
  type Plant
} from './plants.ts'

/** A defect, and on which site of the fleet the doctor finds it. */
export interface Fault {
  readonly at: number
  readonly plant: Plant
  readonly sites?: WantedSite[]
  /** What goes is of no use to anybody, and cannot come back. */
  readonly wayBack?: false
  /** Which is right, where a person has to say so. */
  readonly choice?: MendChoice
  /** What tells it from others of its kind. */
  readonly where?: string
}

/** Why nothing mends a finding: only people can, or know whether it is one. */
export interface Advice {
  readonly noMend: string
}

/** For each thing that the doctor can find: how it comes about, or why nothing mends it. */
export const findings: Readonly<Record<FindingKind, Fault | readonly Fault[] | Advice>> = {
  'data-source-broken': { at: 0, plant: () => undefined },
  'endpoint-hides-fields': {
    at: 0,
    plant: ([portal]) => {
      portal!.double.admin.sql({
        update: 'core_module_data_access',
        set: { field_list: 'a:1:{i:0;s:0:"";}' },
        where: { name: 'calendar-mail' }
      })
    }
  },
  'key-too-short': { at: 0, wayBack: false, plant: ([portal]) => addShortKey(portal!) },
  'key-without-grants': { at: 1, wayBack: false, plant: keyLeft },
  'grant-leads-nowhere': {
    at: 0,
    wayBack: false,
    plant: ([portal]) => {
      const row = { api_key_id: null, data_access_id: 5, read_only: 0 }
      for (let times = 0; times < 2; times++) portal!.double.admin.sql({ insert: grants, row })
    }
  },
  'host-stopped': { at: 0, plant: async sites => void (await mailChanges(sites, { state: 2 })) },
  'host-locked': {
    at: 0,
    plant: async sites => void (await mailChanges(sites, { state: 1, last_update: '2026-01-01 00:00:00' }))
  },
  'host-loses-changes': { at: 0, plant: async sites => void (await mailChanges(sites, { active: 0 })) },
  'host-would-remove': { at: 0, plant: async sites => void (await danglingChanges(sites)) },
  'change-without-receiver': {
    at: 0,
    wayBack: false,
    plant: async sites => {
      const host_id = await danglingChanges(sites)
      const { sql } = sites[0]!.double.admin
      sql({ delete: 'core_module_sync_change_host', where: { host_id } })
      sql({ delete: 'core_module_sync_host', where: { id: host_id } })
    }
  },
  'related-model-missing': {
    at: 0,
    plant: ([portal]) => {
      portal!.double.admin.sql({ delete: 'core_module_sync', where: { id: 7 } })
      ownSync(portal!, 'calendar-event', `${calendar}Event`)
    }
  },
  'template-unsafe': {
    at: 0,
    plant: ([portal, town]) =>
      void ownReplication(portal!, town!, 'calendar-mail', mail, { url_template: '' })
  },
  'relation-rows': { noMend: 'only people know what they are for' },
  'host-name-differs': {
    at: 0,
    plant: ([portal, town]) => {
      ownReplication(portal!, town!, 'calendar-mail', mail, { host: 'preview.example' })
      addTarget(portal!, 'preview.example')
    }
  },
  'sender-name-differs': [
    { at: 1, plant: otherName },
    { at: 1, plant: otherName, where: ', chosen by a person', choice: 'rename-mappings' }
  ],
  'marker-shared': {
    at: 2,
    plant: copied,
    sites: [{ name: 'Portal', rewriteRules: 4 }, { name: 'Town' }, { name: 'Copy' }]
  },
  'own-rows-left': { noMend: 'whose they are cannot be told' },
  'link-remains': { noMend: 'its workflow waits already, and has its own journey' },
  'lease-left': { at: 1, wayBack: false, plant: ([, town]) => addLeftLease(town!) },
  'mapping-dead': {
    at: 1,
    plant: async ([, town], fleet) => {
      await inStep(fleet)
      for (const id of [2, 3]) town!.double.admin.sql({ delete: 'core_rewrite_rule', where: { id } })
    }
  },
  'mapping-doubled': {
    at: 1,
    plant: async ([, town], fleet) => {
      await inStep(fleet)
      for (const [id, foreign] of [
        [98, 3],
        [99, 4]
      ] as const) {
        addCopy(town!, id)
        addMapping(town!, 'portal.example', foreign, id)
      }
    }
  },
  'entity-sent-back': {
    at: 0,
    plant: async ([portal], fleet) => {
      await inStep(fleet)
      addCopy(portal!, 77)
      addMapping(portal!, 'town.example', 1, 77)
    }
  },
  'twins-disagree': [
    {
      at: 0,
      plant: async ([portal], fleet) => {
        await inStep(fleet)
        addMapping(portal!, 'town.example', 2, 1)
      }
    },
    { at: 0, plant: crossed, where: ', where the other side follows', choice: 'this-leads' }
  ],
  'members-kept': { noMend: 'REST cannot take a member away (F15): it is done in the administration' },
  'entity-unmapped': [
    { at: 1, plant: alikeOnBoth() },
    { at: 1, where: ' of a pair', plant: alikeOnBoth({ bothWays: true }) }
  ]
}
