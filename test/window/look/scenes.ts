import type { Page } from '@playwright/test'
import { graphScenes } from './graph-scenes.ts'
import { pageScenes } from './page-scenes.ts'
import { waitingScenes } from './waiting-scenes.ts'

export interface Scene {
  readonly name: string
  readonly path: string
  readonly options?: object
  act?(page: Page): Promise<unknown>
}

async function toScript(page: Page): Promise<void> {
  await page.getByTestId('add-site').or(page.getByTestId('first-add-site')).first().click()
  await page.getByTestId('site-name').fill('Ferienregion Gantrisch')
  await page.getByTestId('site-address').fill('https://www.ferienregion-gantrisch.example')
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('endpoint-checks').waitFor()
}

async function drop(page: Page): Promise<void> {
  const from = page.locator('.vue-flow__node[data-id="bern"] .handle.out')
  const to = page.locator('.vue-flow__node[data-id="tourismus"] .handle.in')
  await from.dragTo(to)
}

/** A table of sites with two lines that cannot come in. */
const sheet = {
  name: 'kunden.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'name,address,environment,tags',
      'Ferienregion Gantrisch,https://www.gantrisch.example,production,kunde-gold|oberland',
      'Stadt Thun,https://thun.example,production,',
      'Gantrisch Test,https://test.gantrisch.example,test,kunde-gold',
      'Ohne Adresse,,production,'
    ].join('\n')
  )
}

const someNotices = [
  { kind: 'live-on-production', severity: 'ask', about: 'Kanton Bern Portal', evidence: {} },
  { kind: 'live-on-production', severity: 'ask', about: 'Thun Tourismus', evidence: {} },
  {
    kind: 'rewrite-rule-locks-out',
    severity: 'ask',
    about: 'Thun Tourismus',
    evidence: { count: 1, rules: ['#^api/(.*)#/weg/#'] }
  },
  { kind: 'about-people', severity: 'warn', about: 'Thun Tourismus', evidence: { models: ['Host', 'Mail'] } },
  { kind: 'languages-unread', severity: 'info', about: 'x', evidence: { sites: ['Thun Tourismus'] } }
]

/** Figures of a large graph: nodes in the document, heap, and how fast targets light up. */
async function measureGraph(page: Page): Promise<void> {
  await page.locator('.vue-flow__node').first().waitFor()
  const figures = await page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise(resolve => requestAnimationFrame(resolve))
    const ready = performance.now()
    const pane = document.querySelector('.vue-flow__pane')!
    const times: number[] = []
    let before = await frame()
    for (let i = 0; i < 40; i += 1) {
      pane.dispatchEvent(
        new WheelEvent('wheel', { deltaY: i % 20 < 10 ? -60 : 60, bubbles: true, clientX: 500, clientY: 400 })
      )
      const now = await frame()
      times.push(now - before)
      before = now
    }
    times.sort((a, b) => a - b)
    const memory = (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory
    return {
      readyMs: Math.round(ready),
      elements: document.querySelectorAll('*').length,
      cards: document.querySelectorAll('.vue-flow__node').length,
      edges: document.querySelectorAll('.vue-flow__edge').length,
      frameMs: Math.round(times[20]!),
      heapMb: Math.round((memory?.usedJSHeapSize ?? 0) / 1e6)
    }
  })
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

export const scenes: readonly Scene[] = [
  { name: 'first-run', path: '/fleet', options: { empty: true } },
  { name: 'fleet-table', path: '/fleet' },
  { name: 'fleet-site', path: '/fleet?site=koeniz' },
  {
    name: 'fleet-chosen',
    path: '/fleet',
    act: async page => {
      await page.getByRole('checkbox').nth(2).check()
      await page.getByRole('checkbox').nth(4).check()
    }
  },
  {
    name: 'fleet-results',
    path: '/fleet',
    act: async page => {
      await page.getByRole('checkbox').first().check()
      await page.getByTestId('bulk-examine').click()
    }
  },
  {
    name: 'fleet-tag',
    path: '/fleet',
    act: async page => {
      await page.getByRole('checkbox').nth(2).check()
      await page.getByRole('checkbox').nth(4).check()
      await page.getByTestId('bulk-tag').click()
    }
  },
  {
    name: 'fleet-like',
    path: '/fleet',
    act: async page => {
      for (const n of [1, 2, 5]) await page.getByRole('checkbox').nth(n).check()
      await page.getByTestId('bulk-link').click()
      await page.getByTestId('link-like').getByRole('combobox').selectOption({ index: 1 })
      await page.getByTestId('plan-like').click()
    }
  },
  {
    name: 'fleet-filters',
    path: '/fleet',
    act: async page => {
      await page.locator('[data-filter]').fill('thun')
      await page.locator('.fleet-toolbar .pop-over > .btn').first().click()
    }
  },
  { name: 'fleet-columns', path: '/fleet', act: page => page.locator('.pop-over > .btn').nth(1).click() },
  { name: 'import-choose', path: '/fleet?import' },
  {
    name: 'import-preview',
    path: '/fleet?import',
    act: page => page.getByTestId('sheet-file').setInputFiles(sheet)
  },
  {
    name: 'import-progress',
    path: '/fleet?import',
    act: async page => {
      await page.getByTestId('sheet-file').setInputFiles(sheet)
      await page.getByTestId('confirm-import').click()
    }
  },
  { name: 'site-page', path: '/sites/koeniz' },
  { name: 'site-long', path: '/sites/musik' },
  {
    name: 'wizard-address',
    path: '/fleet',
    act: async page => {
      await page.getByTestId('add-site').click()
      await page.getByTestId('site-address').fill('http://thun')
      await page.getByTestId('wizard-next').click()
    }
  },
  {
    name: 'wizard-script',
    path: '/fleet',
    act: async page => {
      await toScript(page)
      await page.locator('.sql-line').nth(5).hover()
    }
  },
  {
    name: 'fleet-pending',
    path: '/fleet',
    act: async page => {
      await toScript(page)
      await page.keyboard.press('Escape')
      await page.locator('.drawer').waitFor({ state: 'hidden' })
    }
  },
  {
    name: 'wizard-details',
    path: '/fleet',
    act: async page => {
      await toScript(page)
      await page.getByTestId('wizard-enrol').click()
    }
  },
  {
    name: 'wizard-done',
    path: '/fleet',
    act: async page => {
      await toScript(page)
      await page.getByTestId('wizard-enrol').click()
      await page.getByTestId('wizard-save').click()
    }
  },
  {
    name: 'remove-site',
    path: '/fleet?site=thun',
    act: page => page.getByTestId('remove-site').click()
  },
  {
    name: 'plan-asks',
    path: '/topology',
    options: { notices: someNotices },
    act: async page => {
      await drop(page)
      await page.getByTestId('make-plan').click()
      await page.getByTestId('notices').waitFor()
    }
  },
  {
    name: 'plan-refused',
    path: '/topology',
    options: {
      notices: [
        {
          kind: 'ring',
          severity: 'refuse',
          about: 'Kanton Bern Portal → Thun Tourismus → Kanton Bern Portal',
          evidence: { count: 2, models: ['RewriteRule', 'Event'] }
        }
      ]
    },
    act: async page => {
      await drop(page)
      await page.getByTestId('make-plan').click()
      await page.getByTestId('notices').waitFor()
    }
  },
  {
    name: 'conflict',
    path: '/runs/run-partly',
    act: async page => {
      await page.locator('[data-row="3"]').click()
      await page.getByTestId('resolve-primary').waitFor()
    }
  },
  { name: 'doctor-list', path: '/doctor' },
  { name: 'doctor-never', path: '/doctor', options: { empty: true } },
  {
    name: 'doctor-finding',
    path: '/doctor',
    act: page => page.locator('[data-row]').first().click()
  },
  {
    name: 'doctor-mend',
    path: '/doctor',
    act: async page => {
      await page.locator('[data-row]').first().click()
      await page.getByTestId('mend').click()
      await page.getByTestId('apply-planned').waitFor()
    }
  },
  { name: 'bell', path: '/fleet', act: page => page.getByTestId('bell').click() },
  {
    name: 'palette',
    path: '/fleet',
    act: async page => {
      await page.keyboard.press('Control+k')
      await page.getByTestId('palette-field').waitFor()
      await page.keyboard.type('thun')
    }
  },
  { name: 'graph', path: '/topology' },
  { name: 'graph-link', path: '/topology?link=thun-koeniz' },
  { name: 'graph-site', path: '/topology?site=koeniz' },
  { name: 'graph-from', path: '/topology?from=bern' },
  {
    name: 'graph-drag',
    path: '/topology',
    act: async page => {
      const from = await page.locator('.vue-flow__node[data-id="bern"] .handle.out').boundingBox()
      const to = await page.locator('.vue-flow__node[data-id="tourismus"]').boundingBox()
      if (!from || !to) throw new Error('no cards')
      await page.mouse.move(from.x + 6, from.y + 6)
      await page.mouse.down()
      await page.mouse.move(from.x + 60, from.y + 40, { steps: 3 })
      await page.mouse.move(to.x + 30, to.y + 50, { steps: 5 })
    }
  },
  {
    name: 'graph-grouped',
    path: '/topology',
    act: async page => {
      await page.getByTestId('group-by-tag').click()
      await page.waitForTimeout(400)
    }
  },
  {
    name: 'graph-collapsed',
    path: '/topology',
    act: async page => {
      await page.getByTestId('group-by-tag').click()
      await page.waitForTimeout(400)
      await page.getByTestId('collapse-oberland').click()
      await page.waitForTimeout(400)
      await page.getByTestId('fit').click()
    }
  },
  {
    name: 'graph-staged',
    path: '/topology',
    act: async page => {
      await drop(page)
      await page.getByTestId('make-plan').click()
      await page.getByTestId('staged-bar').waitFor()
      await page.getByTestId('plan-panel').getByRole('button').first().click()
    }
  },
  {
    name: 'graph-search',
    path: '/topology',
    act: async page => {
      await page.getByTestId('graph-search-open').click()
      await page.getByTestId('graph-search').fill('oberland')
    }
  },
  {
    name: 'graph-zoomed-out',
    path: '/topology',
    act: async page => {
      await page.mouse.move(500, 400)
      for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, 90)
    }
  },
  {
    name: 'graph-conflicts',
    path: '/topology?link=koeniz-musik'
  },
  {
    name: 'link-dialog',
    path: '/topology',
    act: async page => {
      await page.getByTestId('link-dialog-open').click()
      await page.getByTestId('link-from').selectOption('bern')
      await page.getByTestId('link-to').selectOption('spiez')
    }
  },
  {
    name: 'purge',
    path: '/topology?link=koeniz-interlaken',
    act: async page => {
      await page.getByTestId('deregister').click()
      await page.getByTestId('purge').click()
      await page.getByTestId('confirm-name').fill('Interlaken Events')
    }
  },
  {
    name: 'export-menu',
    path: '/topology',
    act: page => page.getByTestId('export-graph').click()
  },
  {
    name: 'keyboard-plan',
    path: '/topology',
    act: async page => {
      // Vue lets a second listener hear only what happens later than it was made, and the clock stands still.
      await page.clock.setFixedTime(new Date('2026-03-12T14:05:01Z'))
      await page.locator('.vue-flow__node[data-id="bern"]').press('l')
      await page.getByTestId('targets-panel').getByRole('combobox').waitFor()
      await page.keyboard.type('thun')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByTestId('plan-panel').waitFor()
      await page.keyboard.press('Tab')
    }
  },
  {
    name: 'undo-plan',
    path: '/topology?link=koeniz-interlaken',
    act: async page => {
      await page.getByTestId('deregister').click()
      await page.getByTestId('confirm-name').fill('Interlaken Events')
      await page.getByTestId('confirm-deregister').click()
      await page.getByTestId('undo-applied').click()
      await page.getByTestId('undo-plan').waitFor()
    }
  },
  {
    name: 'graph-edge-focus',
    path: '/topology',
    act: async page => {
      await page.locator('[data-testid="edge-thun-koeniz"]').focus()
      await page.keyboard.press('Enter')
      await page.getByTestId('link-panel').waitFor()
    }
  },
  {
    name: 'plan-draft',
    path: '/topology',
    act: async page => {
      await drop(page)
      await page.getByTestId('plan-panel').waitFor()
    }
  },
  {
    name: 'plan-made',
    path: '/topology',
    act: async page => {
      await drop(page)
      await page.getByTestId('make-plan').click()
      await page.getByTestId('steps').waitFor()
    }
  },
  {
    name: 'plan-applying',
    path: '/topology',
    options: { pace: 300 },
    act: async page => {
      await drop(page)
      await page.getByTestId('make-plan').click()
      await page.getByTestId('apply-plan').click()
      await page.waitForTimeout(1_200)
    }
  },
  {
    name: 'plan-applied',
    path: '/topology',
    act: async page => {
      await drop(page)
      await page.getByTestId('make-plan').click()
      await page.getByTestId('apply-plan').click()
      await page.getByTestId('sync-after-apply').waitFor()
    }
  },
  {
    name: 'deregister',
    path: '/topology?link=koeniz-interlaken',
    act: async page => {
      await page.getByTestId('deregister').click()
      await page.getByTestId('confirm-name').fill('Interlaken Events')
    }
  },
  {
    name: 'deregistered',
    path: '/topology?link=koeniz-interlaken',
    act: async page => {
      await page.getByTestId('deregister').click()
      await page.getByTestId('confirm-name').fill('Interlaken Events')
      await page.getByTestId('confirm-deregister').click()
      await page.waitForTimeout(600)
    }
  },
  { name: 'runs', path: '/runs' },
  { name: 'run-live', path: '/runs/run-live' },
  { name: 'run-many', path: '/runs/run-partly', options: { items: 100_000 } },
  {
    name: 'run-export',
    path: '/runs/run-partly',
    act: async page => {
      await page.getByTestId('export-run').click()
      await page.getByTestId('run-export-write').click()
      await page.getByTestId('run-exported').waitFor()
    }
  },
  { name: 'run-compare', path: '/runs/run-partly/compare/run-done' },
  { name: 'run-paused', path: '/runs/run-live', act: page => page.getByTestId('pause-run').click() },
  { name: 'run-waiting', path: '/runs/run-waiting' },
  {
    name: 'run-item',
    path: '/runs/run-partly',
    act: page => page.locator('[data-row="1"]').click()
  },
  { name: 'run-stopped', path: '/runs/run-failed' },
  { name: 'activity', path: '/activity', act: page => page.locator('[data-row="activity-4"]').click() },
  { name: 'activity-export', path: '/activity', act: page => page.getByTestId('open-export').click() },
  { name: 'settings', path: '/settings' },
  ...graphScenes,
  ...pageScenes,
  ...waitingScenes,
  {
    name: 'many-graph',
    path: '/topology',
    options: { pace: 0, many: { sites: 800, links: 1_500 } },
    act: measureGraph
  },
  {
    name: 'many-near',
    path: '/topology',
    options: { pace: 0, many: { sites: 800, links: 1_500 } },
    act: async page => {
      await page.locator('.far-layer').waitFor()
      await page.mouse.move(500, 400)
      for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, -60)
      await page.waitForTimeout(2_500)
    }
  },
  { name: 'many-fleet', path: '/fleet', options: { pace: 0, many: { sites: 2_000, links: 10 } } },
  // Sixty characters, words that cannot be broken, and twelve tags: everywhere.
  { name: 'long-fleet', path: '/fleet', options: { long: true } },
  { name: 'long-site', path: '/fleet?site=koeniz', options: { long: true } },
  { name: 'long-graph', path: '/topology', options: { long: true } },
  { name: 'long-link', path: '/topology?link=thun-koeniz', options: { long: true } },
  { name: 'long-runs', path: '/runs', options: { long: true } },
  {
    name: 'long-run',
    path: '/runs/run-partly',
    options: { long: true },
    act: page => page.locator('[data-row="3"]').click()
  },
  { name: 'long-doctor', path: '/doctor', options: { long: true } },
  { name: 'long-activity', path: '/activity', options: { long: true } }
]
