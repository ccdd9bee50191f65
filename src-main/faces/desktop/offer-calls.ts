import type { IpcMain } from 'electron'
import { isCallName } from '../../contract/calls.ts'
import type { Program } from '../../contract/door.ts'
import type { Result } from '../../contract/result.ts'
import { channels } from './channels.ts'
import type { Sender } from './sender-check.ts'

function refused(code: 'door-refused' | 'invalid-input', message: string): Result<never> {
  return { ok: false, error: { code, message, details: {} } }
}

/** Offers the contract's calls to the window, and to nobody else. Inputs are checked by the program. */
export function offerCalls(
  ipc: Pick<IpcMain, 'handle'>,
  program: Pick<Program, 'invoke'>,
  isOwn: (event: Sender) => boolean
): void {
  ipc.handle(channels.invoke, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isOwn(event)) return refused('door-refused', 'This call did not come from the Rexxfleet window.')
    if (!isCallName(name)) return refused('invalid-input', 'There is no such call.')
    return program.invoke(name, input)
  })
}
