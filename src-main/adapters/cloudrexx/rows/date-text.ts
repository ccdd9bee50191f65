/** `2026-11-23T12:00:00+00:00`: PHP takes no fractions of a second in every version. */
export function dateText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`
}
