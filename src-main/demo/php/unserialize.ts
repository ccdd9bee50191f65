import type { PhpArray, PhpValue } from './php-value.ts'

/** PHP's `unserialize()`; answers undefined for text that PHP would refuse. */
export function unserialize(source: string): PhpValue | undefined {
  try {
    return new Reader(Buffer.from(source)).value()
  } catch {
    return undefined
  }
}

class Reader {
  private readonly bytes: Buffer
  private at = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  value(): PhpValue {
    const kind = this.take(2)
    if (kind === 'N;') return null
    if (kind === 'b:') return this.until(';') === '1'
    if (kind === 'i:' || kind === 'd:') return Number(this.until(';'))
    if (kind === 's:') {
      const result = this.quoted()
      this.expect(';')
      return result
    }
    if (kind === 'a:') return this.entries()
    if (kind === 'O:') {
      const className = this.quoted()
      this.expect(':')
      return { className, properties: this.entries() }
    }
    throw new SyntaxError(`not serialized: ${kind}`)
  }

  private entries(): PhpArray {
    const size = Number(this.until(':'))
    this.expect('{')
    const result: PhpArray = new Map()
    for (let i = 0; i < size; i++) {
      const key = this.value()
      if (typeof key !== 'string' && typeof key !== 'number') throw new SyntaxError('bad key')
      result.set(key, this.value())
    }
    this.expect('}')
    return result
  }

  private quoted(): string {
    const length = Number(this.until(':'))
    this.expect('"')
    const result = this.take(length)
    this.expect('"')
    return result
  }

  private take(length: number): string {
    if (!(length >= 0) || this.at + length > this.bytes.length) throw new SyntaxError('cut')
    const result = this.bytes.toString('utf8', this.at, this.at + length)
    this.at += length
    return result
  }

  private until(mark: string): string {
    const end = this.bytes.indexOf(mark, this.at)
    if (end < 0) throw new SyntaxError('cut')
    const result = this.bytes.toString('utf8', this.at, end)
    this.at = end + 1
    return result
  }

  private expect(mark: string): void {
    if (this.take(mark.length) !== mark) throw new SyntaxError(`expected ${mark}`)
  }
}
