/** How much of the fault suite is run, and from which seed: the short form in `npm test`, all of it with `npm run test:faults`. */
import { it } from 'vitest'
import { randomFrom, type Random } from '../support/random.ts'

/** Every seeded point and the long scenarios too; otherwise a taste of each. */
export const full = process.env['FAULTS'] === 'full'
/** The same seed gives the same points and the same contents. */
export const seed = Number(process.env['FAULTS_SEED'] ?? 20_261_128)

/** How many points a scenario tries. */
export function extent(short: number, all: number): number {
  return full ? all : short
}

/** Chance of its own for each scenario: run alone it comes out as it did among the others. */
export function chanceOf(scenarioName: string): Random {
  let mixed = seed
  for (const letter of scenarioName) mixed = (Math.imul(mixed, 31) + letter.codePointAt(0)!) | 0
  return randomFrom(mixed)
}

/** Nothing here measures time, and a busy machine may take long. */
const patienceMs = full ? 7_200_000 : 600_000

/** A test whose failure says from which seed it comes out the same again. */
export function scenario(name: string, run: (chance: Random) => Promise<void>): void {
  it(name, () => run(chanceOf(name)).catch((error: unknown) => throwWithSeed(name, error)), patienceMs)
}

function throwWithSeed(name: string, error: unknown): never {
  const failed = error instanceof Error ? error : new Error(String(error))
  failed.message += `\n\nseed ${seed}: npm run test:faults -- ${seed} '${name}'`
  throw failed
}
