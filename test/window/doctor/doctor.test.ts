import type { FindingView } from '@contract/doctor-shapes.ts'
import { describe, expect, it, vi } from 'vitest'
import Bell from '@/app/bell.vue'
import DoctorPage from '@/features/doctor/doctor-page.vue'
import FindingPanel from '@/features/doctor/finding-panel.vue'
import MendDialog from '@/features/doctor/mend-dialog.vue'
import { fakeExaminations } from '../fake-doctor.ts'
import { click, mounted, settled } from '../mounting.ts'

describe('the doctor', () => {
  it('lists findings, the gravest first, and says what could not be examined', async () => {
    const page = await mounted(DoctorPage, {}, { path: '/doctor' })
    const rows = page.all('[data-row]').map(row => row.textContent ?? '')
    expect(rows).toHaveLength(4)
    expect(rows[0]).toContain('Error')
    expect(rows[3]).toContain('Note')
    expect(page.find('doctor-unread').textContent).toContain('Interlaken Events')
    await click(page.all('input[type="radio"][value="warning"]')[0]!)
    expect(page.all('[data-row]')).toHaveLength(1)
  })

  it('shows a finding with its evidence in words', async () => {
    const page = await mounted(DoctorPage, {}, { path: '/doctor', language: 'de' })
    await click(page.all('[data-row]')[0]!)
    const panel = page.find('finding-panel')
    if (!panel.textContent?.includes('Empfänger')) await click(page.all('[data-row]')[1]!)
    expect(page.find('finding-evidence').textContent).toMatch(/Bleibt gestoppt, weil.*es wieder fehlschlüge/)
    expect(page.find('finding-evidence').textContent).toContain('Event, Category')
  })

  it('mends only after its plan was seen, and the finding is gone', async () => {
    const page = await mounted(DoctorPage, {}, { path: '/doctor', pace: 1 })
    await settled(20)
    const row = page.all('[data-row]').find(one => one.textContent?.includes('stopped by an error'))!
    await click(row)
    await click(page.find('mend'))
    await vi.waitFor(
      () => expect(page.find('mend-dialog').textContent).toContain('nothing written yet'),
      5_000
    )
    expect(page.program.calls.map(call => call.name)).not.toContain('workflows.apply')
    await click(page.find('apply-planned'))
    await vi.waitFor(() => expect(page.find('mend-dialog').textContent).toContain('It is mended.'), 5_000)
    await settled()
    await click(page.find('close-plan'))
    expect(page.all('[data-row]').some(one => one.textContent?.includes('stopped by an error'))).toBe(false)
  })

  const undecided = (kind: string, site: string): FindingView =>
    fakeExaminations(new Set(), true)
      .flatMap(one => one.findings)
      .find(one => one.kind === kind && one.siteId === site)!

  it.each([
    ['sender-name-differs', 'koeniz', /www\.thun\.example is right.*318 mappings under thun\.example/],
    ['sender-name-differs', 'koeniz', /Stadt Thun is moved to this main domain/],
    ['twins-disagree', 'abnahme', /Kanton Bern Portal to Bern Abnahme is right.*Bern Abnahme to Kanton Bern/],
    ['twins-disagree', 'thun', /Stadt Thun is right.*Gemeinde Köniz follow.*Gemeinde Köniz is right/]
  ])('names what would be right, and what follows: %s on %s', async (kind, site, words) => {
    const finding = undecided(kind, site)
    const page = await mounted(DoctorPage, {}, { path: `/doctor?finding=${finding.id}`, undecided: true })
    expect(page.find('finding-choices').textContent).toMatch(words)
  })

  it('lets a person say which of two is right, where the program cannot know', async () => {
    const finding = undecided('twins-disagree', 'abnahme')
    const chosen: unknown[] = []
    const onMend = (choice: unknown): void => void chosen.push(choice)
    const panel = await mounted(FindingPanel, { finding, onMend })
    await click(panel.find('mend-other-leads'))
    expect(chosen).toEqual(['other-leads'])
  })

  it('asks in the plan where the program found that it cannot know, and goes on from there', async () => {
    const finding = undecided('twins-disagree', 'abnahme')
    const dialog = await mounted(MendDialog, { finding }, { pace: 1, undecided: true })
    await vi.waitFor(
      () => expect(dialog.find('mend-dialog').textContent).toContain('Only you can say'),
      5_000
    )
    await click(dialog.find('mend-other-leads'))
    await vi.waitFor(
      () => expect(dialog.find('mend-dialog').textContent).toContain('nothing written yet'),
      5_000
    )
    const plans = dialog.program.calls.filter(({ name }) => name === 'doctor.planMend')
    expect(plans.map(({ input }) => input)).toEqual([
      { findingId: finding.id },
      { findingId: finding.id, choice: 'other-leads' }
    ])
  })

  it('never says that nothing is wrong where a filter hides what is', async () => {
    const page = await mounted(DoctorPage, {}, { path: '/doctor?site=labor' })
    expect(page.all('[data-row]')).toHaveLength(0)
    expect(page.text()).toContain('None of the findings fits this filter.')
    expect(page.text()).not.toContain('Nothing is wrong')
    await click(page.all('.page-none button')[0]!)
    expect(page.all('[data-row]')).toHaveLength(4)
  })

  it('teaches where nobody has asked it yet', async () => {
    const page = await mounted(DoctorPage, {}, { path: '/doctor', empty: true })
    expect(page.text()).toContain('The doctor looks at each site')
  })
})

describe('the bell', () => {
  it('counts what needs somebody, and leads there', async () => {
    const page = await mounted(Bell)
    const { useRuns } = await import('@/features/runs/runs-store.ts')
    await useRuns().ensure()
    await settled()
    const lines = Number(page.find('bell-count').textContent)
    expect(lines).toBeGreaterThan(3)
    await click(page.find('bell'))
    expect(page.find('bell-list').textContent).toContain('3 findings of the doctor')
    page.find('bell').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await vi.waitFor(() => expect(page.all('[data-testid="bell-list"]')).toHaveLength(0), 5_000)
  })
})
