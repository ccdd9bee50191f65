import type { Program } from '../../src-main/contract/door.ts'
import type { TestFleet } from './fleet.ts'
import { type, type Typed } from './terminal.ts'

/** The terminal over the real program of a fleet, which stays open for the next command. */
export function typedOn(fleet: TestFleet): (line: string) => Promise<Typed> {
  const program = Object.create(fleet.program, {
    close: { value: async (): Promise<void> => undefined }
  }) as Program
  return line => type(line.split(' '), { world: { openProgram: async () => program } })
}
