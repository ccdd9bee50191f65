import { describe, expect, it } from 'vitest'
import de from '@/i18n/de/messages.ts'
import en from '@/i18n/en/messages.ts'
import { findingKinds } from '../../../src-main/core/doctor/finding.ts'
import { noticeKinds } from '../../../src-main/core/preflight/notice.ts'
import { workflowKinds } from '../../../src-main/core/workflow/records.ts'

const sources = import.meta.glob<string>('../../../src-main/core/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true
})
const code = (folder: RegExp): string[] =>
  Object.entries(sources)
    .filter(([path]) => folder.test(path))
    .map(([, source]) => source)

/** Where steps are made. */
const steps = code(/core\/(replication|relaunch|workflow|fleet\/steps|doctor\/mend|topology)\//)
/** Kinds that are put together when the program runs. */
const templates: Record<string, readonly string[]> = {
  'make-${kind}': ['make-datasource', 'make-endpoint', 'make-sync'],
  'remove-${kind}': ['remove-datasource', 'remove-endpoint', 'remove-sync'],
  'mend-${what}': ['mend-datasource', 'mend-endpoint', 'mend-host'],
  'grant-${holder}-key': ['grant-link-key', 'grant-management-key'],
  'revoke-${holder}-key': ['revoke-link-key', 'revoke-management-key']
}

function found(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map(match => match[1]!)
}

function stepKinds(): Set<string> {
  const kinds = steps.flatMap(source => {
    const after = found(source, /\bkind: ([^\n]+)/g)
    const plain = after.flatMap(text => found(text, /'([a-z]+-[a-z-]+)'/g))
    const proofs = found(source, /\bproof\([^,]+,\s*'([a-z-]+)'/g)
    const made = after
      .flatMap(text => found(text, /`([^`]+)`/g))
      .flatMap(one => templates[one] ?? [`? ${one}`])
    return [...plain, ...proofs, ...made]
  })
  const others = new Set<string>([...workflowKinds, ...findingKinds, ...noticeKinds])
  others.delete('rotate-key')
  return new Set(kinds.filter(kind => !others.has(kind)))
}

/** The names at the top of an object of which the opening brace has been read. */
function evidenceKeys(text: string): string[] {
  let depth = 0
  let top = ''
  for (const letter of text) {
    if (letter === '}' && depth === 0) break
    if ('([{'.includes(letter)) depth += 1
    if (depth === 0) top += letter
    if (')]}'.includes(letter)) depth -= 1
  }
  return top.split(',').flatMap(part => found(part.replace(/\/\/.*/, ''), /^\s*([a-zA-Z]+)\s*(?::|$)/g))
}

describe('words of the program', () => {
  it('exist in both languages for every step that a plan can have', () => {
    const kinds = stepKinds()
    expect(kinds.size).toBeGreaterThan(50)
    for (const messages of [en, de]) {
      expect([...kinds].filter(kind => !Object.hasOwn(messages.words.step, kind))).toEqual([])
      expect(workflowKinds.filter(kind => !Object.hasOwn(messages.words.workflow, kind))).toEqual([])
    }
  })

  it('exist for whatever an effect or a record of a run gives as its reason', () => {
    const reasons = code(/core\/(replication|relaunch|workflow|fleet\/steps|doctor\/mend|sync)\//).flatMap(
      source =>
        found(source, /\bwhy: ([^\n]+)/g).flatMap(text =>
          found(text, /'([a-z]+(?:-[a-z]+)+|original|own|parent|part)'/g)
        )
    )
    const known = new Set(reasons)
    expect(known.size).toBeGreaterThan(20)
    expect([...known].filter(why => !Object.hasOwn(en.words.why, why))).toEqual([])
  })

  it('exist for everything that an effect can be about', () => {
    const whats = new Set(steps.flatMap(source => found(source, /\bact: '[a-z]+', what: '([a-z]+)'/g)))
    expect([...whats].filter(what => !Object.hasOwn(en.words.what, what))).toEqual([])
  })

  it('exist in both languages for every notice of preflight', () => {
    for (const messages of [en, de])
      expect(Object.keys(messages.notice).sort()).toEqual([...noticeKinds].sort())
  })

  it('exist in both languages for every finding, and for all that can be its evidence', () => {
    for (const messages of [en, de])
      expect(Object.keys(messages.finding).sort()).toEqual([...findingKinds].sort())
    const keys = code(/core\/doctor\/rules\//).flatMap(source =>
      source.split('evidence: {').slice(1).flatMap(evidenceKeys)
    )
    const known = [...new Set(keys)]
    expect(known.length).toBeGreaterThan(20)
    expect(known.filter(key => !Object.hasOwn(en.words.evidence, key))).toEqual([])
  })
})
