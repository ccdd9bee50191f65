/** Checks what the terminal prints with --json against the shape of its command: nothing more, nothing less. */
import { isDeepStrictEqual } from 'node:util'
import { dataShapes, failureShape } from '../../src-main/faces/cli/json/shapes.ts'

function shapeOf(argv: readonly string[]): (typeof dataShapes)[string] | null {
  const words = argv.filter(word => !word.startsWith('-'))
  for (const count of [3, 2, 1]) {
    const shape = dataShapes[words.slice(0, count).join(' ')]
    if (shape) return shape
  }
  return null
}

export function checkDocument(argv: readonly string[], text: string): void {
  const document = JSON.parse(text) as { ok: boolean; data?: unknown }
  if (!document.ok) return void failureShape.parse(document)
  if (argv.some(word => ['--help', '-h', '--version', '-V'].includes(word))) return
  const shape = shapeOf(argv)
  if (!shape) throw new Error(`There is no shape for ${argv.join(' ')}; see faces/cli/json/shapes.ts`)
  const parsed = shape.parse(document.data)
  if (!isDeepStrictEqual(parsed, document.data))
    throw new Error(`The document of ${argv.join(' ')} holds more than its shape says: ${text}`)
}
