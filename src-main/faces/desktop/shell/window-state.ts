/** Where the window was, so that it is there again. A file that makes no sense counts as none. */
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const whole = z.number().int().min(-100_000).max(100_000)
const shape = z.object({
  x: whole,
  y: whole,
  width: z.number().int().min(900).max(20_000),
  height: z.number().int().min(600).max(20_000),
  maximized: z.boolean()
})
export type WindowState = z.infer<typeof shape>

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How much of the title bar has to be reachable. */
const grip = 80

function isReachable(state: WindowState, area: Area): boolean {
  const { x, y, width } = state
  return (
    x + width - grip > area.x &&
    x + grip < area.x + area.width &&
    y >= area.y &&
    y + grip / 2 < area.y + area.height
  )
}

/** What was kept, if it still lies on one of the screens: one may have been taken away. */
export function readWindowState(file: string, screens: readonly Area[]): WindowState | null {
  try {
    const state = shape.parse(JSON.parse(readFileSync(file, 'utf8')))
    return screens.some(area => isReachable(state, area)) ? state : null
  } catch {
    return null
  }
}

/** Not worth a word where it fails. */
export function keepWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 })
  } catch {
    return
  }
}
