import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { Program } from '../../contract/door.ts'
import { openProgram } from '../program.ts'
import { DemoFleet } from './demo-fleet.ts'
import { tellStory } from './story.ts'

/** The demo as it stands when its story is told. */
export interface DemoRun {
  readonly program: Program
  /** Every count was as it should be. */
  readonly ok: boolean
  close(): Promise<void>
}

/**
 * Sets up three sites in a data directory of its own, and tells what replication does on them, line by line, while it does it. All of it
 * goes through the contract that the window uses; only the editors of the sites are played by the demo.
 */
export async function runDemo({ say }: { say: (line: string) => void }): Promise<DemoRun> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'rexxfleet-demo-'))
  const fleet = new DemoFleet(dataDirectory)
  const passphrase = randomBytes(24).toString('base64url')
  const program = await openProgram({
    dataDirectory,
    startedBy: 'demo',
    passphrase: async () => passphrase,
    preferVault: true,
    demoFleet: fleet
  })
  const close = async (): Promise<void> => {
    await program.close()
    await rm(dataDirectory, { recursive: true, force: true })
  }
  try {
    return { program, ok: await tellStory({ program, fleet, say }), close }
  } catch (thrown) {
    await close()
    throw thrown
  }
}
