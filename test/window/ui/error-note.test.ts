import { describe, expect, it } from 'vitest'
import ErrorNote from '@/ui/error-note.vue'
import { mounted } from '../mounting.ts'

const shown = async (code: string, language: 'en' | 'de' = 'en'): Promise<string> =>
  (
    await mounted(ErrorNote, { error: { code, message: 'SQLSTATE[23000] raw', details: {} } }, { language })
  ).text()

describe('an error', () => {
  it('is told with what to do, in the chosen language', async () => {
    expect(await shown('site-unreachable')).toContain('Check that it opens in a browser')
    expect(await shown('site-unreachable', 'de')).toContain('nicht erreichbar')
  })

  it('does not look like one where the program only asks, and is heard all the same', async () => {
    await shown('mend-undecided')
    const note = document.querySelector('.note')
    expect(note?.classList.contains('warning')).toBe(true)
    expect(note?.getAttribute('role')).toBe('alert')
    await shown('site-unreachable')
    expect(document.querySelector('.note')?.classList.contains('error')).toBe(true)
  })

  it('never shows the message of the program, nor a code without a text', async () => {
    const text = await shown('a-code-of-tomorrow')
    expect(text).toContain('Something went wrong inside Rexxfleet.')
    expect(text).not.toContain('SQLSTATE')
    expect(text).not.toContain('errors.')
  })
})
