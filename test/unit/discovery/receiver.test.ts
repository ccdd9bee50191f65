import { describe, expect, it } from 'vitest'
import { receiverOf } from '../../../src-main/core/discovery/receiver.ts'
import { host, site } from '../doctor/snapshots.ts'

const portal = site('portal')
const key = (print: string) => ({ id: 1, print, length: 32 })

describe('the receiver of a host row', () => {
  it('is the site that knows its key, whatever the name says', () => {
    const candidates = [
      { site: site('town'), keys: [] },
      { site: site('village'), keys: [key('print:of-town')] }
    ]
    expect(receiverOf(host(), portal, candidates)).toMatchObject({
      site: { id: 'village' },
      evidence: ['key']
    })
  })

  it('is else the site at its address, else the one of its name', () => {
    const town = { site: site('town'), keys: [] }
    const copy = { site: site('copy', { mainDomain: 'town.example' }), keys: [] }
    const byAddress = host({ urlTemplate: 'https://www.copy.example/api/sync/v1/json/x?apikey=[[API_KEY]]' })
    expect(receiverOf(byAddress, portal, [town, copy])?.site.id).toBe('copy')
    expect(receiverOf(host({ urlTemplate: '' }), portal, [town])?.evidence).toEqual(['name'])
  })

  it('is never the sender itself, and none where nothing speaks for one', () => {
    const itself = host({ host: 'portal.example' })
    expect(receiverOf(itself, portal, [{ site: portal, keys: [key('print:of-town')] }])).toBeNull()
    const strange = host({ host: 'x', urlTemplate: '::nonsense::' })
    expect(receiverOf(strange, portal, [{ site: site('town'), keys: [] }])).toBeNull()
  })
})
