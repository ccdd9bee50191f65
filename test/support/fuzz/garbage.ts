/** Values that nobody means well with. */
import type { Random } from '../random.ts'

const texts = [
  '',
  ' ',
  '\0',
  '\u202e\ud800',
  '../../../etc/passwd',
  '<img src=x onerror=alert(1)>',
  "' OR 1=1; DROP TABLE site; --",
  '${7*7}{{7*7}}',
  'constructor',
  '__proto__',
  'toString',
  'https://evil.example/',
  'file:///etc/passwd',
  'NaN',
  '1e309',
  '[object Object]',
  'x'.repeat(70_000)
]
const numbers = [0, -0, -1, 1.5, 1e21, 2 ** 53, -(2 ** 31), Number.MAX_VALUE, 5e-324]
const keys = ['__proto__', 'constructor', 'prototype', 'toJSON', 'then', 'length', '', '0', 'siteId', 'key']

function deep(random: Random): unknown {
  let value: unknown = 'end'
  for (let at = random.below(400); at > 0; at -= 1) value = random.chance(0.5) ? [value] : { in: value }
  return value
}

/** A JSON value. */
export function garbage(random: Random, depth = 0): unknown {
  switch (random.below(depth > 3 ? 5 : 8)) {
    case 0:
      return random.pick(texts)
    case 1:
      return random.pick(numbers)
    case 2:
      return null
    case 3:
      return random.chance(0.5)
    case 4:
      return String.fromCodePoint(...Array.from({ length: random.below(40) }, () => random.below(0xd800)))
    case 5:
      return Array.from({ length: random.below(6) }, () => garbage(random, depth + 1))
    case 6:
      return deep(random)
    default:
      return object(random, depth)
  }
}

function object(random: Random, depth: number): unknown {
  const entries = Array.from({ length: random.below(5) }, () => [
    random.pick(keys),
    garbage(random, depth + 1)
  ])
  // As JSON.parse would make it: `__proto__` as an own property.
  return JSON.parse(JSON.stringify(Object.fromEntries(entries)).replace('"in"', '"__proto__"')) as unknown
}

/** What only structured cloning can carry. */
export function clonable(random: Random): unknown {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  return random.pick<() => unknown>([
    () => garbage(random),
    () => new Map([[garbage(random), 1]]),
    () => new Set([1, garbage(random)]),
    () => new Date(Number.NaN),
    () => 10n ** 40n,
    () => new Error('not an input'),
    () => new Uint8Array(random.below(10_000)),
    () => /(a+)+$/,
    () => circle,
    () => Object.create(null) as unknown,
    () => undefined,
    () => Array.from({ length: 3 })
  ])()
}
