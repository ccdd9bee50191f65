/** One measured number of the table, as `--json` gives it. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the value is measured against: a bound, or a bare loop of the same run. Null where the target is absolute. */
  readonly bound: number | null
  /** Value and bound as one number that does not depend on the machine; how they are divided is part of the target. */
  readonly ratio: number | null
  readonly target: string
  readonly pass: boolean
}

/** What a bench hands back: its figures, and a sentence on how they were taken. */
export interface Measured {
  readonly figures: readonly Figure[]
  readonly how: string
}

/** One bench: `run.ts --only` finds it by its name. */
export interface Bench {
  readonly name: string
  run(): Promise<Measured>
}

/** A figure that has to reach a share of its bound, such as entities a second. */
export function atLeast(name: string, value: number, unit: string, bound: number, share: number): Figure {
  const ratio = value / bound
  return { name, value, unit, bound, ratio, target: `≥ ${share} × bound`, pass: ratio >= share }
}

/** A figure that may cost no more than so many times its bound, such as seconds. */
export function atMost(name: string, value: number, unit: string, bound: number, times: number): Figure {
  const ratio = value / bound
  return { name, value, unit, bound, ratio, target: `≤ ${times} × bound`, pass: ratio <= times }
}

/** A figure with a limit of its own. */
export function below(name: string, value: number, unit: string, limit: number): Figure {
  return { name, value, unit, bound: null, ratio: null, target: `≤ ${limit} ${unit}`, pass: value <= limit }
}

/** A figure that must not fall under a number of its own. */
export function above(name: string, value: number, unit: string, limit: number): Figure {
  return { name, value, unit, bound: null, ratio: null, target: `≥ ${limit} ${unit}`, pass: value >= limit }
}
