import type { Failure, Outcome } from './outcome.ts'
import type { Output, World } from './world.ts'

/** Whatever a site said may be in a line: nothing in it may steer the terminal. Lines and tabs stay. */
function tame(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ')
}

/** Where words go. With --json standard output holds exactly one document, and all else goes to standard error. */
export class Paper {
  readonly json: boolean
  readonly #stdout: Output
  readonly #stderr: Output
  /** A line may be drawn over: standard error is a terminal that knows how. */
  readonly draws: boolean
  #drawn = false

  constructor(world: Pick<World, 'stdout' | 'stderr' | 'env'>, json: boolean) {
    this.json = json
    this.#stdout = world.stdout
    this.#stderr = world.stderr
    this.draws = !json && world.stderr.isTTY === true && world.env['TERM'] !== 'dumb'
  }

  /** Tells what is going on; never part of the result. */
  say(line: string): void {
    this.#clear()
    this.#stderr.write(`${tame(line)}\n`)
  }

  /** Shows a line in place of the one that was drawn last. There are no colours, so nothing for NO_COLOR to take away. */
  draw(line: string): void {
    const width = this.#stderr.columns ?? 80
    this.#stderr.write(`\r${tame(line.slice(0, width - 1))}\u001b[K`)
    this.#drawn = true
  }

  #clear(): void {
    if (this.#drawn) this.#stderr.write('\r\u001b[K')
    this.#drawn = false
  }

  /** Tells a part of the result while it comes into being; with --json it is told again, in the document. */
  show(line: string): void {
    if (this.json) this.say(line)
    else this.#stdout.write(`${tame(line)}\n`)
  }

  async tell(outcome: Outcome): Promise<void> {
    await this.#print(this.json ? [JSON.stringify({ ok: true, data: outcome.data })] : outcome.lines)
  }

  async fail(failure: Failure): Promise<void> {
    if (this.json) {
      const { code, message, details } = failure
      await this.#print([JSON.stringify({ ok: false, error: { code, message, details } })])
      return
    }
    await this.#print(failure.lines)
    this.say(`${failure.message} (${failure.code})`)
  }

  /** Waits until the text has left: a program that ends earlier would cut a long document. */
  #print(lines: readonly string[]): Promise<void> {
    this.#clear()
    if (lines.length === 0) return Promise.resolve()
    const text = lines.map(tame).join('\n')
    return new Promise(done => void this.#stdout.write(`${text}\n`, () => done()))
  }
}
