/** How many requests a site is sent at once: as many as allowed while it copes, fewer when it does not. */
export interface Pace {
  readonly limit: number
  readonly most: number
  /** Good answers in a row since the last change. */
  readonly streak: number
}

/** `busy`: 429, 503 or a timeout. `slow`: an answer that took more than half of its time budget. */
export type PaceSign = 'good' | 'slow' | 'busy'

const streakToGrow = 12

export function startingPace(most: number): Pace {
  return { limit: most, most, streak: 0 }
}

/** Halves when the site is overwhelmed, gives way by one when it is slow, and comes back one by one. */
export function paceAfter(pace: Pace, sign: PaceSign): Pace {
  if (sign === 'busy') return { ...pace, limit: Math.max(1, Math.floor(pace.limit / 2)), streak: 0 }
  if (sign === 'slow') return { ...pace, limit: Math.max(1, pace.limit - 1), streak: 0 }
  if (pace.limit >= pace.most) return pace
  if (pace.streak + 1 < streakToGrow) return { ...pace, streak: pace.streak + 1 }
  return { ...pace, limit: pace.limit + 1, streak: 0 }
}
