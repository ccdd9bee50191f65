import { isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'

/** The body of an answer. */
export interface Body {
  readonly text: string
  /** False where the bytes are no UTF-8: then `text` is not what the site meant. */
  readonly isText: boolean
  readonly bytes: number
}

/** A body that is longer than was allowed. */
export class BodyTooLong extends Error {
  readonly code = 'body-too-long'
}

/** Enough for all but lists. */
const room = 16_384

/**
 * Reads a body to its end; fails with the stream's own error, or with `BodyTooLong`. A page of a list is a megabyte, and a run reads
 * hundreds of them: the bytes lie in one piece of memory, which is given back as soon as the text is made. The stream's own pieces, kept
 * until a body is whole, would outlive many a garbage collection, and so would their sum.
 */
export async function readBody(stream: Readable, maxBytes: number): Promise<Body> {
  const { memory, bytes } = await collect(stream, maxBytes)
  const body = Buffer.from(memory, 0, bytes)
  const read = { text: body.toString('utf8'), isText: isUtf8(body), bytes }
  memory.transfer(0)
  return read
}

function collect(stream: Readable, maxBytes: number): Promise<{ memory: ArrayBuffer; bytes: number }> {
  return new Promise((resolve, reject) => {
    let memory = new ArrayBuffer(room)
    let bytes = 0
    stream.on('data', (piece: Buffer) => {
      const end = bytes + piece.length
      if (end > maxBytes) {
        stream.destroy(new BodyTooLong())
        return
      }
      if (end > memory.byteLength) memory = memory.transfer(Math.max(end, memory.byteLength * 2))
      new Uint8Array(memory, bytes).set(piece)
      bytes = end
    })
    stream.once('end', () => resolve({ memory, bytes }))
    stream.once('error', reject)
    stream.once('close', () => reject(new Error('The answer ended before it was whole.')))
  })
}
