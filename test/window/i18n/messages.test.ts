import { describe, expect, it } from 'vitest'
import de from '@/i18n/de/messages.ts'
import en from '@/i18n/en/messages.ts'
import { readable } from '@/i18n/words.ts'
import { errorCodes } from '../../../src-main/core/shared/error-codes.ts'

type Tree = { readonly [key: string]: string | Tree }

function flat(tree: Tree, path = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') all.set(path + key, value)
    else for (const [inner, text] of flat(value, `${path}${key}.`)) all.set(inner, text)
  }
  return all
}

const english = flat(en)
const german = flat(de)
const holders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

const sources = import.meta.glob<string>('../../../src-renderer/src/**/*.{ts,vue}', {
  query: '?raw',
  import: 'default',
  eager: true
})

describe('messages', () => {
  it('are the same set in both languages', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('are never empty, and have the same placeholders in both languages', () => {
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe('')
      expect(german.get(key)?.trim(), key).not.toBe('')
      expect(holders(german.get(key) ?? ''), key).toEqual(holders(text))
    }
  })

  it('say for every error what happened and what to do', () => {
    for (const code of errorCodes) {
      for (const part of ['what', 'next']) {
        expect(english.has(`errors.${code}.${part}`), `${code}.${part}`).toBe(true)
      }
    }
  })

  it('are written the Swiss way, and without characters that the message format would take for its own', () => {
    for (const [key, text] of german) expect(text, key).not.toContain('ß')
    for (const [key, text] of [...english, ...german]) expect(text, key).not.toMatch(/[@$]/)
  })

  it('have one German word for one thing, and say Sie', () => {
    // Site, Doctor, Endpunkt, der Primary; a push is an Übertragung, and what a link has is a Zustellung.
    const others =
      /\bWebsites?\b|\bDoktor|Endpoint|\b(?:die|das) Primary\b|auf der Primary|\bPush|Verknüpfung|Strg/
    const familiar = /(?<!-)\b(?:du|dein\w*|dir|dich|lass)\b/i
    for (const [key, text] of german) {
      expect(text, key).not.toMatch(others)
      expect(text, key).not.toMatch(familiar)
      expect(text, `quotes of ${key}`).not.toMatch(/["„“”]/)
    }
  })

  it('exist for every key that the window names', () => {
    const missing: string[] = []
    for (const [path, source] of Object.entries(sources)) {
      for (const match of source.matchAll(/\bt\(\s*'([a-zA-Z][\w.-]+)'/g)) {
        if (!english.has(match[1]!)) missing.push(`${path}: ${match[1]}`)
      }
    }
    expect(missing).toEqual([])
    expect(Object.keys(sources).length).toBeGreaterThan(60)
  })

  it('leave no key unused', () => {
    const text = Object.entries(sources)
      .filter(([path]) => !/i18n\/(en|de)\//.test(path))
      .map(([, source]) => source)
      .join('\n')
    const unused = [...english.keys()].filter(key => {
      if (/^(words|errors|notice|finding)\./.test(key)) return false
      const parent = key.slice(0, key.lastIndexOf('.'))
      return (
        !text.includes(`'${key}'`) &&
        !text.includes(`"${key}"`) &&
        !text.includes(`${parent}.\${`) &&
        !/^runs\.counts\./.test(key)
      )
    })
    expect(unused).toEqual([])
  })

  it('leave a word that nobody has translated readable', () => {
    expect(readable('used-by-others')).toBe('Used by others')
    expect(readable('something_new')).toBe('Something new')
  })
})
