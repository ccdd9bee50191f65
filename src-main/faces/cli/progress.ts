import type { Paper } from './paper.ts'

/** Between two plain lines about one run. */
const quietMs = 2000
const barWidth = 24

interface Part {
  readonly name: string
  sent: number
  toSend: number
  toldAt: number
}

/** How far runs are: one line that is drawn over where somebody watches, plain lines now and then everywhere else. */
export class Progress {
  readonly #paper: Paper
  readonly #now: () => number
  readonly #parts = new Map<string, Part>()

  constructor(paper: Paper, now: () => number = () => performance.now()) {
    this.#paper = paper
    this.#now = now
  }

  tell(id: string, name: string, sent: number, toSend: number): void {
    const part = this.#parts.get(id) ?? { name, sent, toSend, toldAt: this.#now() }
    Object.assign(part, { sent, toSend })
    this.#parts.set(id, part)
    if (this.#paper.draws) this.#paper.draw(this.#line())
    else if (this.#now() - part.toldAt >= quietMs) {
      part.toldAt = this.#now()
      this.#paper.say(`${name}: ${sent} of ${toSend} sent`)
    }
  }

  #line(): string {
    const parts = [...this.#parts.values()]
    const sum = (pick: (part: Part) => number): number => parts.reduce((all, part) => all + pick(part), 0)
    const [sent, toSend] = [sum(part => part.sent), sum(part => part.toSend)]
    const share = toSend === 0 ? 0 : Math.min(1, sent / toSend)
    const filled = Math.round(share * barWidth)
    const who = parts.length === 1 ? (parts[0]?.name ?? '') : `${parts.length} links`
    return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${sent} of ${toSend} sent, ${who}`
  }
}
