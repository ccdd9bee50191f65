/** Items of a made-up run, and the questions that the window asks about them. */
import type { CallInput, CallOutput } from '@contract/calls.ts'
import type { ItemView } from '@contract/run-shapes.ts'

const minute = 60_000
const rewriteRule = 'Cx\\Core\\Routing\\Model\\Entity\\RewriteRule'

const titles = [
  '/herbstmarkt',
  '/sommerkonzert',
  '/fuehrung-schloss',
  '/gemeindeversammlung',
  '/adventsfenster-niederwangen-liebefeld-und-umgebung',
  '/repair-cafe',
  '/flohmarkt'
]

function item(position: number, more: Partial<ItemView>): ItemView {
  const title = `#^${titles[position % titles.length] ?? ''}$#`
  return {
    position,
    model: rewriteRule,
    shortName: 'RewriteRule',
    foreignId: String(300 + position),
    localId: String(1_400 + position),
    title,
    action: 'update',
    state: 'done',
    why: null,
    differences: [
      { field: 'regularExpression', primary: title, replica: '#^/alt$#' },
      { field: 'rewriteStatusCode', primary: 301, replica: 302 },
      { field: 'continueOnMatch', primary: false, replica: null }
    ],
    failure: null,
    tries: 1,
    changedAt: Date.now() - 6 * minute + position * 70,
    ...more
  }
}

export function fakeItems(count = 508): ItemView[] {
  const failure: ItemView['failure'] = {
    code: 'site-answered-badly',
    message: 'Exception of type "FileSystemException" with message "/tmp/cache is not writable"',
    status: 400,
    request: 'PUT /api/sync/v1/json/rewriterule/302?apikey=[redacted]'
  }
  const special: Partial<ItemView>[] = [
    { state: 'sending' },
    { state: 'failed', failure, tries: 3 },
    { state: 'failed', failure, tries: 3 },
    { action: 'conflict', state: 'open', why: 'edited-on-replica', tries: 0 },
    { action: 'blocked', state: 'open', why: 'parent-not-mapped', localId: null, tries: 0, differences: [] },
    {
      state: 'failed',
      tries: 1,
      failure: {
        code: 'value-refused',
        message: 'Illegal regex syntax',
        status: 400,
        request: 'PUT /api/sync/v1/json/rewriterule/305?apikey=[redacted]'
      }
    }
  ]
  return Array.from({ length: count }, (_, position) => {
    const extra = special[position]
    if (extra) return item(position, extra)
    if (position > count - 7) return item(position, { action: 'delete', differences: [], title: null })
    if (position % 5 !== 0) return item(position, { action: 'create', differences: [] })
    return item(position, {})
  })
}

function needsYou({ state, action }: ItemView): boolean {
  if (state === 'failed' || state === 'unknown') return true
  return (action === 'conflict' || action === 'blocked') && state !== 'done'
}

export function itemPage(
  items: readonly ItemView[],
  wish: CallInput<'runs.items'>
): CallOutput<'runs.items'> {
  const { offset = 0, limit = 200, search } = wish
  const fitting = items.filter(
    one =>
      (!wish.actions || wish.actions.includes(one.action)) &&
      (!wish.states || wish.states.includes(one.state)) &&
      (!wish.model || one.model === wish.model) &&
      (!wish.needsYou || needsYou(one)) &&
      (!search || one.foreignId === search || one.localId === search || one.title?.includes(search))
  )
  return { items: fitting.slice(offset, offset + limit), total: fitting.length }
}

/** Counts by model as the program gives them for a run of a calendar. */
export function fakeRunModels(): CallOutput<'runs.models'> {
  const of = (
    name: string,
    toSend: number,
    sent: number,
    failed = 0,
    heldBack = 0
  ): CallOutput<'runs.models'>[number] => ({
    model: `Cx\\Modules\\Calendar\\Model\\Entity\\${name}`,
    shortName: `calendar-${name.toLowerCase()}`,
    toSend,
    sent,
    failed,
    heldBack
  })
  return [
    of('Category', 14, 14),
    of('CategoryName', 48, 48),
    of('Event', 1_204, 1_180, 3, 2),
    of('EventField', 1_204, 502, 2, 1),
    of('RegistrationFormFieldValue', 402, 96),
    of('Invite', 96, 0, 0, 6)
  ]
}
