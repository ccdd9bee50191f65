import { describe, expect, it } from 'vitest'
import { notedExaminations } from '../../../../src-main/app/doctor/noted-examinations.ts'
import type { ExaminationView } from '../../../../src-main/contract/doctor-shapes.ts'
import type { Notes } from '../../../../src-main/core/shared/ports.ts'
import type { Json } from '../../../../src-main/core/shared/json.ts'

function notesOf(kept: Map<string, Json>): Notes & { readonly reads: string[] } {
  const reads: string[] = []
  return {
    reads,
    get(name) {
      reads.push(name)
      return kept.get(name) ?? null
    },
    under(beginning) {
      reads.push(beginning)
      const names = [...kept].filter(([name]) => name.startsWith(beginning))
      return new Map(names.map(([name, value]) => [name.slice(beginning.length), value]))
    },
    set: (name, value) => void kept.set(name, value),
    remove: name => void kept.delete(name)
  }
}

const examination = (siteId: string): ExaminationView => ({
  siteId,
  at: 1,
  findings: [],
  gaps: [],
  error: null
})

describe('what the doctor found when it last looked', () => {
  it('is read at once, however many sites there are', () => {
    const notes = notesOf(new Map())
    const noted = notedExaminations(notes)
    for (let at = 0; at < 50; at += 1) noted.note(examination(`s${at}`))
    expect([...noted.all().keys()]).toHaveLength(50)
    expect(notes.reads).toEqual(['doctor/'])
  })

  it('leaves out what an older version wrote in another way', () => {
    const notes = notesOf(
      new Map<string, Json>([
        ['doctor/old', { found: 3 }],
        ['other', 1]
      ])
    )
    const noted = notedExaminations(notes)
    noted.note(examination('new'))
    expect([...noted.all().keys()]).toEqual(['new'])
    expect(noted.noted('old')).toBeNull()
    expect(noted.noted('new')).toEqual(examination('new'))
  })
})
