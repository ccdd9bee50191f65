/** Something that was done and has a way back. */
export interface Change {
  /** Stable word for what it was, group `graph.change` of the messages. */
  readonly word: string
  /** False once the world has moved on, a staged link that was applied, say: such a step is passed over. */
  possible?(): boolean
  undo(): Promise<unknown>
  redo(): Promise<unknown>
}

const most = 50

/** What was done, up to fifty steps back. A new step cuts off what was undone. */
export class UndoHistory {
  readonly #done: Change[] = []
  #undone: Change[] = []

  push(change: Change): void {
    this.#done.push(change)
    if (this.#done.length > most) this.#done.shift()
    this.#undone = []
  }

  get next(): Change | null {
    return last(this.#done)
  }

  get nextAgain(): Change | null {
    return last(this.#undone)
  }

  async undo(): Promise<Change | null> {
    const change = this.next
    if (!change) return null
    await change.undo()
    this.#done.pop()
    this.#undone.push(change)
    return change
  }

  async redo(): Promise<Change | null> {
    const change = this.nextAgain
    if (!change) return null
    await change.redo()
    this.#undone.pop()
    this.#done.push(change)
    return change
  }
}

function last(changes: Change[]): Change | null {
  while (changes.length && changes.at(-1)!.possible?.() === false) changes.pop()
  return changes.at(-1) ?? null
}
