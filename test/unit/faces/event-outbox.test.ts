import { expect, test } from 'vitest'
import type { EventMessage } from '../../../src-main/contract/events.ts'
import { EventOutbox, type Pipe } from '../../../src-main/faces/web/event-outbox.ts'

class SlowPipe implements Pipe {
  bufferedAmount = 0
  readonly sent: EventMessage[] = []
  readonly #waiting: (() => void)[] = []

  send(text: string, done: () => void): void {
    this.bufferedAmount += text.length
    this.sent.push(JSON.parse(text) as EventMessage)
    this.#waiting.push(done)
  }

  /** The other side has read everything. */
  read(): void {
    this.bufferedAmount = 0
    for (const done of this.#waiting.splice(0)) done()
  }
}

const site = (siteId: string): EventMessage => ({ name: 'site.changed', data: { siteId } })

test('what waits for a slow reader is kept once per subject, in order', () => {
  const pipe = new SlowPipe()
  const outbox = new EventOutbox(pipe, 40)
  for (let round = 0; round < 1000; round += 1) for (const id of ['a', 'b', 'c']) outbox.push(site(id))
  expect(pipe.sent).toEqual([site('a')])
  pipe.read()
  pipe.read()
  pipe.read()
  expect(pipe.sent).toEqual([site('a'), site('b'), site('c'), site('a')])
  pipe.read()
  expect(pipe.sent).toHaveLength(4)
})
