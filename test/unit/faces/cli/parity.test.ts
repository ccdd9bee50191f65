/** The terminal can do whatever the window can: each call of the contract is reached by a command. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { calls, type CallName } from '../../../../src-main/contract/calls.ts'
import { answers } from '../../../support/every-call.ts'
import { root } from '../../../support/build.ts'
import { type } from '../../../support/terminal.ts'

/** Calls that make sense in a window only, each with the reason. */
const windowOnly: Partial<Record<CallName, string>> = {
  'topology.place': 'where a card lies on the canvas',
  'sites.copyScript': 'the clipboard of the window; site script --save is the way of the terminal',
  'doctor.last': 'what the bell of the window shows; the terminal examines anew',
  'links.list': 'link list reads links and sites in one look, with topology.get'
}

/** A way to each call. Others are looked for in the commands’ sources. */
const ways: Partial<Record<CallName, string>> = {
  'app.info': 'info',
  'app.metrics': 'metrics',
  'app.diagnostics': 'diagnostics',
  'settings.get': 'settings get',
  'settings.set': 'settings set language de',
  'limits.get': 'limits show',
  'limits.set': 'limits set --requests 2',
  'mail.get': 'mail show',
  'mail.set': 'mail set --host mail.example --from a@b.example --to c@d.example',
  'mail.setPassword': 'mail password',
  'mail.test': 'mail test',
  'mail.remove': 'mail remove',
  'sites.list': 'site list',
  'sites.probe': 'site probe https://x.example',
  'sites.add': 'site add New https://new.example --new-key',
  'sites.update': 'site edit Portal --name Hub',
  'sites.provideKey': 'site add New https://new.example --key-stdin',
  'sites.script': 'site script Portal',
  'sites.saveScript': 'site script Portal --save x.sql',
  'sites.checkEnrolment': 'site add New https://new.example --key-stdin',
  'sites.enrol': 'site add New https://new.example --key-stdin',
  'sites.check': 'site check',
  'sites.health': 'site health Portal',
  'sites.inventory': 'site inventory Portal',
  'sites.rotateKey': 'site rotate-key Portal --yes',
  'sites.remove': 'site remove Town',
  'models.list': 'model list',
  'models.planAdd': 'model add Cx\\\\Modules\\\\Shop\\\\Model\\\\Entity\\\\Product --site Portal --plan',
  'models.planChangeDate': 'model change-date shop-product updatedAt --site Portal --plan',
  'models.remove': 'model remove shop-product --yes',
  'topology.get': 'link list',
  'topology.targets': 'link targets Portal',
  'links.show': 'link show Portal:Town',
  'links.plan': 'link add Portal Town --model RewriteRule --plan',
  'links.planDeregister': 'deregister Portal:Town --plan',
  'workflows.list': 'workflow list',
  'workflows.show': 'workflow show wf-1',
  'workflows.apply': 'link add Portal Town --model RewriteRule --yes',
  'workflows.resume': 'workflow resume wf-1',
  'workflows.undo': 'workflow undo wf-1',
  'workflows.discard': 'workflow discard wf-1',
  'runs.start': 'sync --all',
  'runs.confirm': 'run confirm run-1 --yes',
  'runs.list': 'run list',
  'runs.show': 'run show run-1',
  'runs.items': 'run show run-1',
  'runs.models': 'run show run-1',
  'runs.resume': 'run resume run-1',
  'runs.retry': 'run retry run-1',
  'runs.pause': 'run pause run-1',
  'runs.cancel': 'run cancel run-1',
  'drift.check': 'drift --all',
  'activity.list': 'activity list --by run --outcome done --from 2026-01-01',
  'activity.export': 'activity export /tmp/x.csv',
  'demo.start': 'demo add',
  'demo.remove': 'demo remove',
  'demo.runSql': 'demo run-sql wf-1'
}

const names = Object.keys(calls) as CallName[]
const folder = join(root, 'src-main/faces/cli/commands')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => readFileSync(join(folder, name), 'utf8'))
  .join('\n')

describe('each call of the contract has a command', () => {
  test.each(names.filter(name => !windowOnly[name]))('%s', async name => {
    const way = ways[name]
    if (way === undefined) {
      const found = sources.includes(`'${name}'`)
      expect(found, `no command makes the call ${name}, and windowOnly names no reason`).toBe(true)
      return
    }
    const said = await type(way.split(' '), { handlers: answers, input: 'k'.repeat(32) })
    expect(said.program.called.map(call => call.name)).toContain(name)
    const script = await type([...way.split(' '), '--json'], { handlers: answers, input: 'k'.repeat(32) })
    expect(script.json().ok).toBe(true)
  })
})

test('what is called window-only exists', () => {
  expect(Object.keys(windowOnly).filter(name => !names.includes(name as CallName))).toEqual([])
  expect(Object.keys(ways).filter(name => !names.includes(name as CallName))).toEqual([])
})
