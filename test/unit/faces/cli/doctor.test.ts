import { describe, expect, test } from 'vitest'
import type { Handlers } from '../../../../src-main/contract/calls.ts'
import type { ExaminationView, FindingView } from '../../../../src-main/contract/doctor-shapes.ts'
import { AppError } from '../../../../src-main/core/shared/app-error.ts'
import { type } from '../../../support/terminal.ts'
import { aLink, aSite, aWorkflow } from '../../../support/views.ts'

const sites = [aSite('Portal'), aSite('Town')]
const [portal, town] = [sites[0]!, sites[1]!]
const link = aLink('link-1', 'Portal', 'Town')

function finding(subject: string, more: Partial<FindingView> = {}): FindingView {
  return {
    id: `${portal.id}/host-stopped/${subject}`,
    kind: 'host-stopped',
    severity: 'error',
    siteId: portal.id,
    linkId: null,
    subject,
    evidence: { host: 'town.example\u001b[31m', waiting: 3, models: ['Mail', 'Event'] },
    mendable: true,
    choices: [],
    ...more
  }
}

function examination(...findings: FindingView[]): ExaminationView {
  return { siteId: portal.id, at: 0, findings, gaps: [], error: null }
}

const unreachable = { code: 'site-unreachable', message: 'Town cannot be reached.', details: {} } as const

function handlers(...answers: ExaminationView[][]): Partial<Handlers> {
  let asked = 0
  const planned = aWorkflow('wf-1', { kind: 'mend-finding', confirmation: { kind: 'yes', expected: null } })
  const applied = { ...planned, state: 'applied' as const }
  return {
    'topology.get': async () => ({ sites, links: [link], positions: {} }),
    'doctor.examine': async () => answers[Math.min(asked++, answers.length - 1)]!,
    'doctor.planMend': async () => planned,
    'workflows.apply': async () => applied,
    'workflows.show': async () => applied,
    'workflows.discard': async () => ({ ...planned, state: 'discarded' })
  }
}

describe('doctor', () => {
  test('says which sites a change of main domain left out, before and after it is agreed to', async () => {
    const given = handlers([examination(finding('a'))], [examination()])
    const leftOut = [{ siteId: town.id, code: 'site-timeout' as const }]
    const moves: Partial<Handlers> = {
      'doctor.planMend': async () => aWorkflow('wf-1', { kind: 'move-site', leftOut }),
      'workflows.show': async () => aWorkflow('wf-1', { kind: 'move-site', state: 'applied', leftOut }),
      'workflows.apply': async () => aWorkflow('wf-1', { kind: 'move-site', state: 'applied', leftOut })
    }
    const told = 'Town could not be looked at (site-timeout)'
    const said = await type(['doctor', '--mend', '--yes'], { handlers: { ...given, ...moves } })
    expect(said.stdout).toContain(told)
    const refused = await type(['doctor', '--mend'], {
      handlers: { ...handlers([examination(finding('a'))]), ...moves },
      tty: true,
      answer: () => 'n'
    })
    expect(refused.stdout + refused.stderr).toContain(told)
  })

  test('examines what is named: sites, a link, or all', async () => {
    const asked = async (...words: string[]): Promise<unknown> => {
      const said = await type(['doctor', ...words], { handlers: handlers([examination()]) })
      expect([said.exitCode, said.stdout.trim()]).toEqual([0, 'Nothing was found.'])
      return said.program.called.find(call => call.name === 'doctor.examine')?.input
    }
    expect(await asked()).toEqual({})
    expect(await asked('portal', 'Town')).toEqual({ siteIds: [portal.id, town.id] })
    expect(await asked('--link', 'portal:town')).toEqual({ linkId: link.id })
    expect((await type(['doctor', 'portal', '--link', 'portal:town'], {})).exitCode).toBe(2)
  })

  test('tells each finding in one line that cannot steer the terminal, and fails on errors alone', async () => {
    const said = await type(['doctor'], { handlers: handlers([examination(finding('host/1'))]) })
    expect(said.exitCode).toBe(1)
    expect(said.stdout).toContain('host town.example [31m; waiting 3; models Mail, Event')
    expect(said.program.called.map(({ name }) => name)).not.toContain('doctor.planMend')
    const warned = handlers([examination(finding('host/1', { severity: 'warning' }))])
    expect((await type(['doctor'], { handlers: warned })).exitCode).toBe(0)
  })

  test('mends what can be mended, one plan at a time, and tells what is left', async () => {
    const left = finding('host/2', { mendable: false })
    const found = handlers([examination(finding('host/1'), left)], [examination(left)])
    const said = await type(['doctor', '--mend', '--yes', '--json'], { handlers: found })
    expect(said.exitCode).toBe(1)
    expect(said.json()).toMatchObject({
      data: { examinations: [{ findings: [{ subject: 'host/2' }] }], workflows: [{ state: 'applied' }] }
    })
    const plans = said.program.called.filter(({ name }) => name === 'doctor.planMend')
    expect(plans.map(({ input }) => input)).toEqual([{ findingId: finding('host/1').id }])
  })

  test('passes over what only a person can decide, says how, and mends it as chosen', async () => {
    const twins = finding('link/1', {
      kind: 'twins-disagree',
      severity: 'warning',
      choices: ['this-leads', 'other-leads']
    })
    const found = handlers([examination(twins, finding('host/1'))], [examination(twins)])
    const planned = found['doctor.planMend']!
    found['doctor.planMend'] = async wish => {
      if (wish.findingId !== twins.id || wish.choice) return planned(wish)
      throw new AppError('mend-undecided', 'Choose one.', { choices: twins.choices })
    }
    const said = await type(['doctor', '--mend', '--yes'], { handlers: found })
    expect(said.exitCode).toBe(0)
    expect(said.stdout).toContain('this-leads or other-leads')
    expect(said.stdout).toContain('Mend it with --choose this-leads or --choose other-leads.')
    const words = ['doctor', '--mend', '--yes', '--choose', 'other-leads']
    const chosen = await type(words, {
      handlers: { ...found, ...handlers([examination(twins)], [examination()]) }
    })
    const plans = chosen.program.called.filter(({ name }) => name === 'doctor.planMend')
    expect(plans.map(({ input }) => input)).toEqual([{ findingId: twins.id, choice: 'other-leads' }])
  })

  test('refuses choices that say nothing or contradict each other', async () => {
    const asked = async (...words: string[]) => (await type(['doctor', ...words], {})).exitCode
    expect(await asked('--choose', 'this-leads')).toBe(2)
    expect(await asked('--mend', '--choose', 'this-leads', 'other-leads')).toBe(2)
    expect(await asked('--mend', '--choose', 'nobody-leads')).toBe(2)
  })

  test('mends nothing without a yes', async () => {
    const said = await type(['doctor', '--mend'], { handlers: handlers([examination(finding('host/1'))]) })
    expect(said.exitCode).toBe(4)
    expect(said.program.called.map(({ name }) => name)).not.toContain('workflows.apply')
  })

  test('says that a site cannot be reached, and what could not be read', async () => {
    const gap = { what: 'grant', error: { ...unreachable, message: 'No.' } }
    const partly: ExaminationView[] = [
      { ...examination(), gaps: [gap] },
      { siteId: town.id, at: 0, findings: [], gaps: [], error: unreachable }
    ]
    const said = await type(['doctor'], { handlers: handlers(partly) })
    expect(said.exitCode).toBe(3)
    expect(said.stdout).toContain('Portal: grant could not be read: No.')
    expect((await type(['doctor'], { handlers: handlers([partly[1]!]) })).exitCode).toBe(6)
  })
})

describe('link discover', () => {
  test('takes up chosen entities as they are chosen, where a link can', async () => {
    const chosen = {
      name: 'Cx\\RewriteRule',
      shortName: 'RewriteRule',
      ids: ['4', '7'],
      notReplicable: null,
      active: true,
      granted: true,
      mapped: 0
    }
    const proposal = {
      primaryId: portal.id,
      replicaId: town.id,
      linkId: null,
      models: [chosen],
      delivery: 'queue' as const,
      host: null,
      evidence: [],
      notes: ['only-some-entities' as const]
    }
    const found = async () => ({ proposals: [proposal], pairs: [], strangers: [], unread: [] })
    const said = await type(['link', 'discover'], { handlers: { ...handlers(), 'links.discover': found } })
    expect(said.stdout).toContain(
      '--model RewriteRule --id RewriteRule=4 --id RewriteRule=7 --delivery queue'
    )
  })

  test('offers what exists, with the command that takes it up', async () => {
    const model = { ids: null, active: true, granted: true, mapped: 3 }
    const said = await type(['link', 'discover'], {
      handlers: {
        ...handlers(),
        'links.discover': async () => ({
          proposals: [
            {
              primaryId: portal.id,
              replicaId: town.id,
              linkId: null,
              models: [
                { ...model, name: 'Cx\\RewriteRule', shortName: 'RewriteRule', notReplicable: null },
                { ...model, name: 'Cx\\Node', shortName: 'Node', notReplicable: 'content-tree' }
              ],
              delivery: 'queue',
              host: { rowId: 1, host: 'town.example', active: true, state: 2, waiting: 4 },
              evidence: ['key'],
              notes: ['host-name-differs']
            }
          ],
          pairs: [],
          strangers: [{ siteId: portal.id, rowId: 2, host: 'x.example', active: true, state: 0, waiting: 0 }],
          unread: [{ siteId: town.id, error: unreachable }]
        })
      }
    })
    expect(said.exitCode).toBe(3)
    expect(said.stdout).toContain('rexxfleet link add "Portal" "Town" --model RewriteRule --delivery queue')
    expect(said.stdout).toContain('Portal sends to x.example, which is not in the fleet.')
  })
})
