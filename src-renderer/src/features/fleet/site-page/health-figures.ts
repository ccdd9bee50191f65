import type { HealthView } from '@contract/shapes.ts'

export interface HealthFigures {
  readonly looks: number
  readonly from: number
  /** Looks at which the site answered, from 0 to 1. */
  readonly answered: number
  /** Of the answers that came, in milliseconds. */
  readonly medianMs: number | null
  readonly slowestMs: number | null
}

export interface HealthPoint {
  readonly x: number
  /** Null where no answer came. */
  readonly y: number | null
  readonly look: HealthView
}

const answers = (state: HealthView['state']): boolean => state === 'ok' || state === 'slow'

/** What a series of looks says as a whole; null where there was none. Newest first, as they are kept. */
export function healthFigures(looks: readonly HealthView[]): HealthFigures | null {
  const oldest = looks.at(-1)
  if (!oldest) return null
  const times = looks.flatMap(({ latencyMs }) => latencyMs ?? []).sort((a, b) => a - b)
  return {
    looks: looks.length,
    from: oldest.checkedAt,
    answered: looks.filter(({ state }) => answers(state)).length / looks.length,
    medianMs: times[Math.floor(times.length / 2)] ?? null,
    slowestMs: times.at(-1) ?? null
  }
}

/** Looks as points in a field of this size, oldest left, slow high. A site that was never slow does not look as if it were. */
export function healthPoints(looks: readonly HealthView[], width: number, height: number): HealthPoint[] {
  const top = Math.max(1_000, ...looks.map(({ latencyMs }) => latencyMs ?? 0))
  const step = looks.length > 1 ? width / (looks.length - 1) : 0
  return looks.toReversed().map((look, i) => ({
    x: looks.length > 1 ? i * step : width / 2,
    y: look.latencyMs === null ? null : height - (look.latencyMs / top) * height,
    look
  }))
}

/** Lines through points that follow each other; a look without an answer is a gap. */
export function healthLine(points: readonly HealthPoint[]): string {
  let path = ''
  let open = false
  for (const { x, y } of points) {
    if (y === null) {
      open = false
      continue
    }
    path += `${open ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`
    open = true
  }
  return path
}
