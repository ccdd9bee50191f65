import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { examples } from '../../../../src-main/faces/cli/help/examples.ts'
import { workingCommands } from '../../../../src-main/faces/cli/help/command-tree.ts'
import { dataShapes, schemaDocument } from '../../../../src-main/faces/cli/json/shapes.ts'
import { Paper } from '../../../../src-main/faces/cli/paper.ts'
import { buildCommands } from '../../../../src-main/faces/cli/terminal.ts'
import type { World } from '../../../../src-main/faces/cli/world.ts'
import { root } from '../../../support/build.ts'
import { type } from '../../../support/terminal.ts'

function commands(): Command {
  const world = { env: {}, stdout: { write() {} }, stderr: { write() {} }, version: '1' } as unknown as World
  return buildCommands(world, new Paper(world, false), { out: '', err: '' }, () => undefined)
}

const words = workingCommands(commands()).map(one => one.words)

describe('each command', () => {
  test.each(words)('%s has an example, which can be typed like that', async wanted => {
    const shown = examples[wanted] ?? []
    expect(shown, `faces/cli/help/examples.ts has none for “${wanted}”`).not.toEqual([])
    for (const example of shown) {
      const tree = commands()
      const ran: string[] = []
      for (const { words: own, command } of workingCommands(tree)) command.action(() => void ran.push(own))
      // What the shell keeps to itself.
      const argv = example.replace(/ [<>] .*$/, '').split(' ')
      await tree.parseAsync(argv, { from: 'user' })
      expect(ran).toEqual([wanted])
    }
  })

  test.each(words)('%s has a shape for --json', wanted => {
    expect(dataShapes[wanted], `faces/cli/json/shapes.ts has none for “${wanted}”`).toBeDefined()
  })
})

test('no example and no shape is left of a command that went', () => {
  expect(Object.keys(examples).filter(one => !words.includes(one))).toEqual([])
  expect(Object.keys(dataShapes).filter(one => !words.includes(one))).toEqual([])
})

test('help shows the examples', async () => {
  expect((await type(['drift', '--help'])).stdout).toContain('Examples:\n  rexxfleet drift --all')
})

test.each([
  [['site', 'add'], "missing required argument 'name'", 'See: rexxfleet site add --help'],
  [['link', 'set-up'], "unknown command 'set-up'", 'See: rexxfleet link --help'],
  [['nothing'], "unknown command 'nothing'", 'See: rexxfleet --help']
])('what is typed wrong (%j) leads to the help of its command', async (argv, said, lead) => {
  const people = await type(argv)
  expect([people.exitCode, people.stderr]).toEqual([2, `error: ${said}\n${lead}\n`])
  const script = await type([...argv, '--json'])
  expect(script.exitCode).toBe(2)
  expect(JSON.parse(script.stdout)).toMatchObject({
    error: { code: 'invalid-input', message: `${said}. ${lead}` }
  })
})

test('the schema file is what the shapes say (npm run schema writes it)', () => {
  const file = readFileSync(join(root, 'docs/cli-schema.json'), 'utf8')
  expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(schemaDocument())))
})

describe('completion', () => {
  const has = (shell: string): boolean => spawnSync(shell, ['--version']).error === undefined
  const script = async (shell: string): Promise<string> => (await type(['completion', shell])).stdout

  test.skipIf(!has('bash'))('of bash offers what comes next', async () => {
    const offered = async (...typed: string[]): Promise<string[]> => {
      const program = `${await script('bash')}
COMP_WORDS=(${typed.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${typed.length - 1}; _rexxfleet; printf '%s\\n' "\${COMPREPLY[@]}"`
      const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', program], { encoding: 'utf8' })
      expect(stderr).toBe('')
      return stdout.trim().split('\n')
    }
    expect(await offered('rexxfleet', 'si')).toEqual(['site'])
    expect(await offered('rexxfleet', '--json', 'site', 'ro')).toEqual(['rotate-key'])
    expect(await offered('rexxfleet', '--data-dir', 'site', 'link', 'add', 'a', '--both')).toEqual([
      '--both-ways'
    ])
    expect(await offered('rexxfleet', 'site', 'add', 'x', 'https://x', '--ke')).toEqual(['--key-stdin'])
  })

  test.skipIf(!has('zsh'))('of zsh can be read by it', async () => {
    const { status, stderr } = spawnSync('zsh', ['-n'], { input: await script('zsh'), encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })

  test.skipIf(!has('fish'))('of fish can be read by it', async () => {
    const { status, stderr } = spawnSync('fish', ['-n'], { input: await script('fish'), encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })

  test('knows every command in every shell, and no other shell', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const text = await script(shell)
      for (const one of words) expect(text).toContain(one.split(' ').at(-1))
    }
    expect((await type(['completion', 'tcsh'])).exitCode).toBe(2)
  })
})
