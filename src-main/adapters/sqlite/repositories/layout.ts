import { eq } from 'drizzle-orm'
import type { LayoutRepository } from '../../../core/topology/link-repository.ts'
import type { Connection } from '../connection.ts'
import { positions } from '../schema/fleet.ts'

export function layoutRepository({ orm, relaxed }: Connection): LayoutRepository {
  return {
    positions: () =>
      new Map(
        orm
          .select()
          .from(positions)
          .all()
          .map(({ siteId, x, y }) => [siteId, { x, y }])
      ),

    // Written while somebody drags: not worth a wait for the disk.
    place(siteId, position) {
      relaxed(() => {
        if (position === null) {
          orm.delete(positions).where(eq(positions.siteId, siteId)).run()
          return
        }
        const { x, y } = position
        orm
          .insert(positions)
          .values({ siteId, x, y })
          .onConflictDoUpdate({ target: positions.siteId, set: { x, y } })
          .run()
      })
    }
  }
}
