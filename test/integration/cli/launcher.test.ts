import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt, launcher } from '../../support/build.ts'
import { oldNode, removeTemporaryFolders, run, start, temporaryFolder } from './bundle.ts'

beforeAll(ensureBuilt, 120_000)
afterAll(removeTemporaryFolders)

const node = oldNode()

describe.skipIf(node === null)('the launcher under a Node that is too old', () => {
  const way = { node: node ?? '' }

  test("runs with the project's own Node, and hands its output and exit code through", async () => {
    const listed = await run(['--data-dir', temporaryFolder(), '--json', 'site', 'list'], way)
    expect(listed).toMatchObject({ code: 0, stdout: '{"ok":true,"data":{"sites":[]}}\n' })
    expect((await run(['--json', 'nothing'], way)).code).toBe(2)
  })

  test('passes standard input on', async () => {
    const given = [
      '--data-dir',
      temporaryFolder(),
      '--json',
      'site',
      'add',
      'A',
      'https://a.invalid',
      '--key-stdin'
    ]
    const ended = await run(given, { ...way, input: 'short' })
    expect(ended.stdout).not.toContain('No key came')
    expect(ended.code).not.toBe(0)
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143]
  ] as const)('passes %s on', async (signal, exitCode) => {
    const started = start(['--data-dir', temporaryFolder(), 'serve'], way)
    await started.line(/^http/)
    started.child.kill(signal)
    expect((await started.ended).code).toBe(exitCode)
  })

  /** The launcher in a folder of its own, with this version of the package `node` beside it. */
  function alone(beside: string | null): string {
    const folder = temporaryFolder()
    copyFileSync(launcher, join(folder, 'rexxfleet.js'))
    writeFileSync(join(folder, 'package.json'), '{"name":"rexxfleet","type":"module"}')
    if (beside !== null) {
      const bin = join(folder, 'node_modules', 'node', 'bin')
      mkdirSync(bin, { recursive: true })
      symlinkSync(way.node, join(bin, 'node'))
      writeFileSync(join(bin, '..', 'package.json'), JSON.stringify({ name: 'node', version: beside }))
    }
    return join(folder, 'rexxfleet.js')
  }

  test.each([
    ['no other', null],
    ['another that is too old', '18.20.8']
  ])('with %s beside it says which Node it needs', async (_what, beside) => {
    const file = alone(beside)
    const people = await run(['site', 'list'], { ...way, file })
    expect([people.code, people.stdout]).toEqual([1, ''])
    expect(people.stderr).toMatch(/^Rexxfleet needs Node 24 or newer, and this is \d+\.\d+\.\d+\. .*\n$/)
    const script = await run(['site', 'list', '--json'], { ...way, file })
    expect(script.code).toBe(1)
    expect(JSON.parse(script.stdout)).toMatchObject({
      ok: false,
      error: { code: 'node-too-old', details: { needed: '24' } }
    })
  })
})
