import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

export interface Arranged<Wish, Made> {
  readonly wish: Wish
  readonly made: Made
}

export interface Arrangement<Wish, Made> {
  readonly shown: Readonly<ShallowRef<Arranged<Wish, Made>>>
  /** When what was last wished for is shown. */
  settled(): Promise<void>
}

/**
 * What takes long to work out, in a task of its own, and shown in another: a click is answered before, and no task is long. What is
 * shown always belongs together. `lightly`: whether a wish is so near to the one before that it can be worked out at once.
 */
export function arranged<Wish, Made>(
  source: () => Wish,
  make: (wish: Wish, former?: Arranged<Wish, Made>) => Made,
  lightly: (next: Wish, former: Wish) => boolean
): Arrangement<Wish, Made> {
  const at = (wish: Wish, former?: Arranged<Wish, Made>): Arranged<Wish, Made> => ({
    wish,
    made: make(wish, former)
  })
  const shown = shallowRef(at(source()))
  let waiting: ReturnType<typeof setTimeout> | undefined
  let told: (() => void)[] = []

  function done(): void {
    waiting = undefined
    for (const tell of told.splice(0)) tell()
  }

  watch(source, next => {
    if (waiting === undefined && lightly(next, shown.value.wish)) {
      shown.value = at(next, shown.value)
      return
    }
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      const ready = at(next, shown.value)
      waiting = setTimeout(() => {
        shown.value = ready
        done()
      })
    })
  })
  onScopeDispose(() => {
    clearTimeout(waiting)
    told = []
  })

  return {
    shown,
    settled: () =>
      waiting === undefined ? Promise.resolve() : new Promise(resolve => void told.push(resolve))
  }
}
