import { describe, expect, it } from 'vitest'
import ComparePage from '@/features/runs/compare-page.vue'
import { compareNeeds } from '@/features/runs/compare-runs.ts'
import RunHead from '@/features/runs/run-head.vue'
import RunPage from '@/features/runs/run-page.vue'
import RunsPage from '@/features/runs/runs-page.vue'
import { fieldText } from '@/features/runs/field-text.ts'
import { run } from '../fake-fleet.ts'
import { fakeItems } from '../fake-items.ts'
import { click, fill, mounted, settled } from '../mounting.ts'

describe('runs', () => {
  it('are listed with state and counts, and filtered by what needs somebody', async () => {
    const page = await mounted(RunsPage, {}, { path: '/runs' })
    expect(page.all('[data-row]')).toHaveLength(6)
    await click(page.all('input[type="radio"][value="needs"]')[0]!)
    expect(
      page
        .all('[data-row]')
        .map(row => row.dataset['row'])
        .sort()
    ).toEqual(['run-failed', 'run-live', 'run-partly', 'run-waiting'])
  })

  it('are followed live', async () => {
    const page = await mounted(RunPage, { runId: 'run-live' }, { path: '/runs/run-live' })
    expect(page.find('run-head').textContent).toContain('61 %')
    page.program.emit({
      name: 'run.changed',
      data: {
        run: run('run-live', 'vorlagen-koeniz', 'pushing', { sent: 2_700, toSend: 2_968, endedAt: null })
      }
    })
    await settled()
    expect(page.find('run-head').textContent).toContain('90 %')
  })

  it('tell how fast they are, and how long it will take yet', async () => {
    // So long at work that a slow start of this test changes neither figure.
    const at = { sent: 10_000, toSend: 10_200, startedAt: Date.now() - 1_000_000, endedAt: null }
    const head = await mounted(RunHead, { run: run('r', 'thun-koeniz', 'pushing', at), models: [] })
    expect(head.find('run-head').textContent).toMatch(/Rate\s*(9\.9|10)\/s\s*Time left\s*2[01](\.\d)? s/)
    const ended = run('r', 'thun-koeniz', 'done', {
      ...at,
      sent: 10_200,
      endedAt: Date.now(),
      durationMs: 30_000
    })
    const after = await mounted(RunHead, { run: ended, models: [] })
    expect(after.find('run-head').textContent).toMatch(/Duration\s*30 s/)
    expect(after.find('run-head').textContent).not.toContain('Time left')
  })

  it('say why they wait, and go on with the number of removals that was shown', async () => {
    const page = await mounted(RunPage, { runId: 'run-waiting' }, { path: '/runs/run-waiting' })
    expect(page.find('run-waiting').textContent).toContain('would remove many records')
    await click(page.find('confirm-run'))
    expect(page.program.calls.find(call => call.name === 'runs.confirm')?.input).toEqual({
      runId: 'run-waiting',
      allowRemovals: 214
    })
  })

  it('decide a conflict of one record for one side', async () => {
    const page = await mounted(RunPage, { runId: 'run-partly' }, { path: '/runs/run-partly' })
    await click(page.all('[data-row="3"]')[0]!)
    expect(page.find('item-panel').textContent).toContain('Whose version counts')
    await click(page.find('resolve-primary'))
    expect(page.program.calls.find(call => call.name === 'conflicts.resolve')?.input).toEqual({
      runId: 'run-partly',
      winner: 'primary',
      positions: [3]
    })
    expect(page.all('[data-testid="resolve-primary"]')).toHaveLength(0)
  })

  it('decide a conflict field by field, once each field has its side', async () => {
    const page = await mounted(RunPage, { runId: 'run-partly' }, { path: '/runs/run-partly' })
    await click(page.all('[data-row="3"]')[0]!)
    await click(page.find('take-primary-regularExpression'))
    await click(page.find('take-replica-rewriteStatusCode'))
    expect(page.find('decide-fields').hasAttribute('disabled')).toBe(true)
    expect(page.find('item-panel').textContent).toContain('1 more field')
    await click(page.find('take-primary-continueOnMatch'))
    await click(page.find('decide-fields'))
    expect(page.program.calls.find(call => call.name === 'conflicts.resolve')?.input).toEqual({
      runId: 'run-partly',
      winner: 'primary',
      positions: [3],
      fields: { regularExpression: 'primary', rewriteStatusCode: 'replica', continueOnMatch: 'primary' }
    })
  })

  it('keep a record different, and take that back', async () => {
    const page = await mounted(RunPage, { runId: 'run-partly' }, { path: '/runs/run-partly' })
    await click(page.all('[data-row="3"]')[0]!)
    await click(page.find('keep-different'))
    expect(page.find('item-panel').textContent).toContain('Kept different')
    await click(page.find('keep-different'))
    expect(page.program.calls.map(call => call.name)).toContain('exclusions.remove')
  })

  it('decide all conflicts after a second look', async () => {
    const page = await mounted(RunPage, { runId: 'run-partly' }, { path: '/runs/run-partly' })
    await click(page.find('resolve-all-replica'))
    const sure = page.all('[data-testid="resolve-sure"]')[0]
    if (sure) await click(sure)
    expect(page.program.calls.find(call => call.name === 'conflicts.resolve')?.input).toEqual({
      runId: 'run-partly',
      winner: 'replica'
    })
  })

  it('gather what needs somebody', async () => {
    const page = await mounted(RunPage, { runId: 'run-partly' }, { path: '/runs/run-partly' })
    await click(page.find('items-needs'))
    expect(page.all('[data-row]').map(row => row.dataset['row'])).toEqual(['1', '2', '3', '4', '5'])
  })

  it('open a record with its difference, its request without a key, and a retry of it alone', async () => {
    const page = await mounted(RunPage, { runId: 'run-partly' }, { path: '/runs/run-partly' })
    await click(page.all('[data-row="1"]')[0]!)
    const panel = page.find('item-panel')
    expect(panel.textContent).toContain('apikey=[redacted]')
    expect(page.find('differences').textContent).toContain('rewriteStatusCode')
    expect(panel.textContent).toContain('/tmp/cache is not writable')
    await click(page.find('retry-item'))
    expect(page.program.calls.find(call => call.name === 'runs.retry')?.input).toEqual({
      runId: 'run-partly',
      positions: [1]
    })
  })

  it('name records by their title, and find them by it', async () => {
    const page = await mounted(RunPage, { runId: 'run-partly' }, { path: '/runs/run-partly' })
    expect(page.find('items-table').textContent).toContain('#^/sommerkonzert$#')
    await fill(page.find('items-search'), 'sommerkonzert')
    await new Promise(resolve => setTimeout(resolve, 250))
    await settled()
    const titles = page.all('[data-row] td:nth-child(3)').map(cell => cell.textContent?.trim())
    expect(new Set(titles)).toEqual(new Set(['#^/sommerkonzert$#']))
    await fill(page.find('items-search'), 'nothing like it')
    await new Promise(resolve => setTimeout(resolve, 250))
    await settled()
    expect(page.text()).toContain('No record fits this filter.')
  })

  it('of a hundred thousand records ask for the page in sight alone', async () => {
    const page = await mounted(RunPage, { runId: 'run-partly' }, { path: '/runs/run-partly', items: 100_000 })
    const table = page.find('items-table')
    expect(table.querySelector('table')?.getAttribute('aria-rowcount')).toBe('100001')
    expect(page.all('[data-row]').length).toBeLessThan(60)
    table.scrollTop = 36 * 70_000
    table.dispatchEvent(new Event('scroll'))
    await settled()
    expect(page.all('[data-row="70000"]')).toHaveLength(1)
    const asked = page.program.calls.filter(one => one.name === 'runs.items')
    expect(asked.map(one => (one.input as { offset: number }).offset)).toEqual([0, 69_800, 70_000])
  })

  it('show how far each model is', async () => {
    const page = await mounted(RunPage, { runId: 'run-live' }, { path: '/runs/run-live' })
    expect(page.find('run-models').textContent).toContain('calendar-event')
    expect(page.find('run-models').textContent).toContain('1,180 / 1,204')
  })

  it('are paused and resumed', async () => {
    const page = await mounted(RunPage, { runId: 'run-live' }, { path: '/runs/run-live' })
    await click(page.find('pause-run'))
    expect(page.find('run-paused').textContent).toContain('Paused')
    await click(page.find('resume-run'))
    expect(page.program.calls.map(one => one.name)).toEqual(
      expect.arrayContaining(['runs.pause', 'runs.resume'])
    )
  })

  it.each([
    ['en', 'Cancelled.'],
    ['de', 'Abgebrochen.']
  ] as const)(
    'are cancelled, at work or held, and told from those that are paused (%s)',
    async (language, told) => {
      const page = await mounted(RunPage, { runId: 'run-live' }, { path: '/runs/run-live', language })
      await click(page.find('pause-run'))
      await click(page.find('cancel-run'))
      expect(page.find('run-cancelled').textContent).toContain(told)
      await click(page.find('resume-run'))
      await click(page.find('cancel-run'))
      expect(page.find('run-cancelled').textContent).toContain(told)
      expect(page.program.calls.filter(one => one.name === 'runs.cancel')).toHaveLength(2)
    }
  )

  it('are exported in the chosen form', async () => {
    const page = await mounted(RunPage, { runId: 'run-partly' }, { path: '/runs/run-partly', language: 'de' })
    await click(page.find('export-run'))
    await click(page.all('input[value="csv"]')[0]!)
    await click(page.find('run-export-write'))
    expect(page.program.calls.find(one => one.name === 'runs.export')?.input).toEqual({
      runId: 'run-partly',
      format: 'csv',
      language: 'de'
    })
    expect(page.find('run-exported').textContent).toContain('exports/run-partly.csv')
  })

  it('keep the names of their sites when the link is gone', async () => {
    const page = await mounted(RunsPage, {}, { path: '/runs' })
    page.program.emit({
      name: 'run.changed',
      data: {
        run: run('run-old', 'no-link', 'done', { primaryName: 'Alte Quelle', replicaName: 'Altes Ziel' })
      }
    })
    await settled()
    expect(page.text()).toContain('Alte Quelle to Altes Ziel')
    expect(page.text()).toContain('Link that was deregistered')
  })

  it('are compared: figures, and what came up, stayed or was settled', async () => {
    const params = { runId: 'run-partly', otherId: 'run-done' }
    const page = await mounted(ComparePage, params, { path: '/runs/run-partly/compare/run-done' })
    expect(page.find('compare-figures').textContent).toContain('+')
    expect(page.find('compare-still').textContent).toContain('5')
    const [one, two, three] = fakeItems(3)
    expect(compareNeeds([one!, two!], [two!, three!])).toEqual({
      still: [two],
      added: [three],
      settled: [one]
    })
  })

  it('retry all that failed', async () => {
    const page = await mounted(RunPage, { runId: 'run-partly' }, { path: '/runs/run-partly' })
    await click(page.find('retry-failed'))
    expect(page.program.calls.find(call => call.name === 'runs.retry')?.input).toEqual({
      runId: 'run-partly'
    })
  })

  it('that are not recorded say so, with a way back', async () => {
    const page = await mounted(RunPage, { runId: 'nothing' }, { path: '/runs/nothing', language: 'de' })
    expect(page.all('[data-error-code="unknown-run"]')).toHaveLength(1)
    expect(page.text()).toContain('Alle Läufe')
  })
})

it('shows empty values as empty, and lists as lists', () => {
  expect([null, '', 0, false, ['1', '2']].map(fieldText)).toEqual([null, null, '0', 'false', '1, 2'])
})
