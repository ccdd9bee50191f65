import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { databaseName, profileName, vaultName } from './manifest.ts'

/**
 * Puts a staged state in the place of the one that is there, so that a program that dies at any moment leaves one of the two, whole:
 * before the first file moves, a note says what is moved where. Whoever finds the note puts everything back.
 */
const noteName = 'restore.note'

/** What a restore replaces. A database's side files belong to it and to no other. */
const replaced = [databaseName, `${databaseName}-wal`, `${databaseName}-shm`, vaultName, profileName, 'demo']

const noteShape = z.strictObject({
  /** Folder with what was there before. */
  aside: z.string().regex(/^before-restore-[0-9TZ]+$/),
  /** What was there before. */
  had: z.array(z.enum(replaced))
})
type Note = z.infer<typeof noteShape>

/** Whether a restore was cut off in this data directory. */
export function wasCutOff(directory: string): boolean {
  return existsSync(join(directory, noteName))
}

/** Moves what is there aside and what is staged in; gives the folder where the former state is. The caller holds the directory's lock. */
export function swapIn(directory: string, staged: string, now: number): string {
  const aside = `before-restore-${new Date(now).toISOString().replace(/[-:.]/g, '')}`
  const note: Note = { aside, had: replaced.filter(name => existsSync(join(directory, name))) }
  writeFileSync(join(directory, noteName), JSON.stringify(note), { mode: 0o600, flush: true })
  mkdirSync(join(directory, aside), { mode: 0o700 })
  for (const name of note.had) renameSync(join(directory, name), join(directory, aside, name))
  for (const name of replaced)
    if (existsSync(join(staged, name))) renameSync(join(staged, name), join(directory, name))
  return join(directory, aside)
}

/** The new state is good: there is no way back by itself any more. */
export function settleSwap(directory: string): void {
  rmSync(join(directory, noteName), { force: true })
}

/** Puts the former state back. Can be repeated, and begun by another program than the one that swapped. */
export function swapBack(directory: string): void {
  const note = noteShape.parse(JSON.parse(readFileSync(join(directory, noteName), 'utf8')))
  const aside = join(directory, note.aside)
  for (const name of replaced) {
    const had = note.had.includes(name)
    // What was there and is not aside has not been moved yet, or is back already.
    if (had && !existsSync(join(aside, name))) continue
    rmSync(join(directory, name), { recursive: true, force: true })
    if (had) renameSync(join(aside, name), join(directory, name))
  }
  rmSync(aside, { recursive: true, force: true })
  settleSwap(directory)
}
