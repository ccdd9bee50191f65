/** Calls as nobody should make them: of every name, near the contract and far from it, and never one that may write. */
import type { z } from 'zod'
import { calls, isCallName, type CallName } from '../../../src-main/contract/calls.ts'
import { garbage } from './garbage.ts'
import type { Random } from '../random.ts'

export interface Message {
  readonly name: string
  readonly input: unknown
}

const names = Object.keys(calls) as CallName[]
const noNames = [
  '',
  'constructor',
  '__proto__',
  'sites',
  'sites.',
  'sites.list.extra',
  'SITES.LIST',
  'toString'
]
const reading =
  /\.(list|show|info|get|health|items|notedLinks|recent|targets|metrics|diagnostics|last|script|checkEnrolment)$/

function fieldsOf(name: CallName): string[] {
  const shape = (calls[name].input as z.ZodObject).shape as Record<string, unknown> | undefined
  return Object.keys(shape ?? {})
}

function nearInput(name: CallName, random: Random): unknown {
  const entries = fieldsOf(name)
    .filter(() => random.chance(0.9))
    .map(field => [field, random.chance(0.3) ? `unknown-${random.below(1e6)}` : garbage(random)] as const)
  return { ...Object.fromEntries(entries), ...(random.chance(0.2) ? { extra: garbage(random) } : {}) }
}

const namesSomethingUnknown = (input: object): boolean =>
  Object.keys(input).some(field => /(^id|Id)$/.test(field))

/** A message that by chance became a good one must not be let through where it would do something. */
function harmless(name: CallName, input: unknown): unknown {
  if (reading.test(name) || !calls[name].input.safeParse(input ?? {}).success) return input
  if (typeof input === 'object' && input !== null && namesSomethingUnknown(input)) return input
  return { ...(input ?? {}), poison: true }
}

export function message(random: Random): Message {
  if (random.chance(0.05)) return { name: random.pick(noNames), input: garbage(random) }
  const name = random.pick(names)
  const input = random.chance(0.6) ? nearInput(name, random) : garbage(random)
  return { name, input: harmless(name, input) }
}

/** No call that writes gets through with this: for tests of the generator itself. */
export function isHarmless({ name, input }: Message): boolean {
  return !isCallName(name) || reading.test(name) || !calls[name].input.safeParse(input ?? {}).success
    ? true
    : typeof input === 'object' && input !== null && namesSomethingUnknown(input)
}
