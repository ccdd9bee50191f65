import type { LayoutLink } from './tier-layout.ts'

/** Number of the ring (strongly connected component) of each id, after Tarjan, without recursion: chains may be long. */
export function rings(ids: readonly string[], links: readonly LayoutLink[]): Map<string, number> {
  const next = new Map<string, string[]>(ids.map(id => [id, []]))
  for (const { from, to } of links) next.get(from)?.push(to)

  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const ring = new Map<string, number>()
  let count = 0

  for (const start of ids) {
    if (order.has(start)) continue
    const way: { id: string; child: number }[] = [{ id: start, child: 0 }]
    while (way.length) {
      const here = way.at(-1)!
      if (here.child === 0 && !order.has(here.id)) {
        order.set(here.id, order.size)
        low.set(here.id, order.get(here.id)!)
        open.push(here.id)
        isOpen.add(here.id)
      }
      const child = next.get(here.id)![here.child]
      if (child !== undefined) {
        here.child += 1
        if (!order.has(child)) way.push({ id: child, child: 0 })
        else if (isOpen.has(child)) low.set(here.id, Math.min(low.get(here.id)!, order.get(child)!))
        continue
      }
      way.pop()
      const parent = way.at(-1)
      if (parent) low.set(parent.id, Math.min(low.get(parent.id)!, low.get(here.id)!))
      if (low.get(here.id) === order.get(here.id)) {
        let member: string
        do {
          member = open.pop()!
          isOpen.delete(member)
          ring.set(member, count)
        } while (member !== here.id)
        count += 1
      }
    }
  }
  return ring
}
