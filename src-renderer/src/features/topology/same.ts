/** Whether two plain values say the same. */
function equal(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>]
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every(name => equal(a[name], b[name]))
}

/** The former object wherever the new one says the same: only what really changed is drawn again. */
export function keepSame<T>(former: T | undefined, next: T): T {
  return former !== undefined && equal(former, next) ? former : next
}

export function keepSameItems<T extends { readonly id: string }>(
  former: readonly T[] | undefined,
  next: readonly T[]
): readonly T[] {
  if (!former) return next
  const known = new Map(former.map(item => [item.id, item]))
  const kept = next.map(item => keepSame(known.get(item.id), item))
  return kept.length === former.length && kept.every((item, i) => item === former[i]) ? former : kept
}
