import { describe, expect, test } from 'vitest'
import type { Handlers } from '../../../../src-main/contract/calls.ts'
import type { WorkflowView } from '../../../../src-main/contract/link-shapes.ts'
import { type } from '../../../support/terminal.ts'
import { aLink, aSite, aWorkflow } from '../../../support/views.ts'

const sites = [aSite('Portal'), aSite('Town')]
const model = (shortName: string, because?: string) => ({
  name: `Cx\\${shortName}`,
  shortName,
  ids: null,
  primaryEndpoint: shortName,
  replicaEndpoint: shortName,
  ...(because === undefined ? {} : { because })
})
const link = aLink('link-1', 'Portal', 'Town', {
  models: [model('Event'), model('Category', 'Event')]
})
const topology = async () => ({ sites, links: [link], positions: {} })

describe('link show', () => {
  test('says of each model why it is there: chosen, or brought along by another', async () => {
    const said = await type(['link', 'show', 'portal:town'], {
      handlers: { 'topology.get': topology, 'links.show': async () => link }
    })
    expect(said.exitCode).toBe(0)
    const lines = said.stdout.split('\n').map(line => line.trimEnd())
    expect(lines.find(line => line.startsWith('MODEL'))).toMatch(/WHY$/)
    expect(lines.find(line => line.startsWith('Cx\\Event'))).toMatch(/ chosen$/)
    expect(lines.find(line => line.startsWith('Cx\\Category'))).toMatch(/ brought along by Event$/)
  })
})

describe('link edit', () => {
  const step: WorkflowView['steps'][number] = {
    position: 0,
    stepId: 'link/change-link/link-1',
    kind: 'change-link',
    siteId: null,
    state: 'already',
    effects: [],
    sql: null,
    failure: null,
    startedAt: null,
    endedAt: null
  }
  const handlers: Partial<Handlers> = {
    'topology.get': topology,
    'links.planEdit': async () => aWorkflow('flow-1', { kind: 'edit-link', linkId: 'link-1', steps: [step] }),
    'workflows.discard': async () => aWorkflow('flow-1', { state: 'discarded' })
  }

  test.each([[[]], [['--plan']]])('that changes nothing says so and asks for nothing (%j)', async more => {
    const said = await type(['link', 'edit', 'portal:town', '--delivery', 'compare', ...more], { handlers })
    expect([said.exitCode, said.stdout.trim()]).toEqual([
      0,
      'Nothing changes: the link is like that already.'
    ])
    const called = said.program.called.map(({ name }) => name)
    expect(called).toContain('workflows.discard')
    expect(called).not.toContain('workflows.apply')
  })
})

describe('exclude remove', () => {
  test('says whether it was kept different at all', async () => {
    const said = (removed: boolean) =>
      type(['exclude', 'remove', 'portal:town', 'Event', '3'], {
        handlers: { 'topology.get': topology, 'exclusions.remove': async () => ({ removed }) }
      })
    expect((await said(true)).stdout.trim()).toBe('Event 3 is replicated again.')
    expect(await said(false)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Event 3 was not kept different: nothing changed.')
    })
  })
})
