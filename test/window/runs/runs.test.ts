import { describe, expect, it } from 'vitest'
import RunPage from '@/features/runs/run-page.vue'
import RunsPage from '@/features/runs/runs-page.vue'
import { fieldText } from '@/features/runs/field-text.ts'
import { run } from '../fake-fleet.ts'
import { click, mounted, settled } from '../mounting.ts'

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

  it('gather what needs somebody out of two questions', async () => {
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
