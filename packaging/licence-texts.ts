/** The texts of the licences of all that users get: most of them ask that their text goes along with every copy, and a bundle is one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Installed } from './licences.ts'

const root = join(import.meta.dirname, '..')
const isText = (file: string): boolean => /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file)
const line = '-'.repeat(80)

interface Author {
  readonly author?: string | { readonly name?: string }
}

/** What a package says in files of its own; of one that has none, its licence and its author. */
function textOf({ path, licence }: Installed): string {
  const folder = join(root, path)
  // Native parts for other systems are in the lock file and not on this disk: theirs is the text of the package that asks for them.
  if (!existsSync(folder)) return `${licence}, as the package that brings it for this system.`
  const files = readdirSync(folder).filter(isText).sort()
  if (files.length > 0) return files.map(file => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
  const { author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Author
  const name = typeof author === 'string' ? author : author?.name
  return `${licence}${name ? `, ${name}` : ''}. The package brings no text of its own.`
}

/** Packages with the same text stand over it together. */
export function licenceTexts(all: readonly Installed[]): string {
  const texts = Map.groupBy(all, textOf)
  const parts = [...texts].map(([text, ones]) => {
    const names = ones.map(({ name, version }) => `${name} ${version}`).join('\n')
    return `${line}\n${names}\n${line}\n\n${text}\n`
  })
  return `Rexxfleet holds these packages, or parts of them.\n\n${parts.join('\n')}`
}
