import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

export interface RotatingFile {
  write(text: string): void
  close(): void
}

export interface Rotation {
  /** A file that has reached this many bytes is put aside. */
  readonly bytes: number
  /** Files kept, the current one included. */
  readonly files: number
}

/**
 * A file that grows to a size, is renamed to `….1`, and starts anew. Written at once, so that the last words before a crash are there,
 * and opened at the first word, so that a program that says nothing writes nothing. A full disk costs the log its lines, never the
 * program its life.
 */
export function rotatingFile(path: string, { bytes, files }: Rotation): RotatingFile {
  let descriptor: number | null = null
  let size = 0

  const open = (): number => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const opened = openSync(path, 'a', 0o600)
    size = fstatSync(opened).size
    return opened
  }
  const close = (): void => {
    if (descriptor !== null) closeSync(descriptor)
    descriptor = null
  }
  const putAside = (): void => {
    close()
    const numbered = (number: number): string => (number === 0 ? path : `${path}.${number}`)
    rmSync(numbered(files - 1), { force: true })
    for (let number = files - 2; number >= 0; number -= 1) {
      renameIfThere(numbered(number), numbered(number + 1))
    }
  }
  return {
    write(text) {
      try {
        descriptor ??= open()
        if (size >= bytes) {
          putAside()
          descriptor = open()
        }
        size += writeSync(descriptor, text)
      } catch {
        // Nobody is left to tell.
      }
    },
    close
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown
  }
}
