/** Lets only one request at a time go out for an entity: two would make two copies of it (F44). */
export interface EntityTurns {
  take<T>(entity: string, work: () => Promise<T>): Promise<T>
}

export function createEntityTurns(): EntityTurns {
  const last = new Map<string, Promise<unknown>>()
  return {
    async take(entity, work) {
      const before = last.get(entity)
      const mine = (before ?? Promise.resolve()).catch(() => undefined).then(work)
      last.set(entity, mine)
      try {
        return await mine
      } finally {
        if (last.get(entity) === mine) last.delete(entity)
      }
    }
  }
}
