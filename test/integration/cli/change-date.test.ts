import { afterAll, expect, it } from 'vitest'
import { openFleet, type TestFleet, type TestSite } from '../../support/fleet.ts'
import { note, region } from '../../support/own-component.ts'
import { typedOn } from '../../support/typed-on.ts'

let fleet: TestFleet
/** Seconds that have gone by on both sites. */
let later = 0
const clock = (): Date => new Date(Date.now() + later * 1_000)
afterAll(() => fleet.close())

it('a class of one’s own is added, linked, synced, and only then told which field notes a save', async () => {
  fleet = await openFleet([
    { name: 'Portal', places: 1, clock },
    { name: 'Town', places: 0, clock }
  ])
  const [portal, town] = fleet.sites
  const typed = typedOn(fleet)
  const done = async (line: string): Promise<void> =>
    expect([line, (await typed(line)).exitCode]).toEqual([line, 0])
  await done(`model add ${region} --site Portal --yes`)
  await done(`model add ${note} --site Portal --relation region=guide-region --yes`)
  await done('link add Portal Town --model guide-note --yes')
  await done('sync Portal:Town')
  const early = await typed('conflict policy Portal:Town --conflicts newer-wins')
  expect([early.exitCode, early.stderr]).toMatchObject([2, expect.stringContaining('model change-date')])

  expect((await typed('model change-date guide-note changed')).exitCode).toBe(2)
  expect(
    (await typed('model change-date guide-note changed --site Portal --field changed:string')).exitCode
  ).toBe(2)
  const unfit = await typed('model change-date guide-note text --site Portal --yes --json')
  expect(unfit.json().error?.code).toBe('change-date-unfit')
  const plan = await typed('model change-date guide-note changed --site Portal --plan --json')
  expect(plan.json().data).toMatchObject({ workflow: { kind: 'date-model', state: 'planned' } })
  await done('model change-date guide-note changed --site Portal --yes')
  expect((await typed('model list')).stdout).toMatch(/guide-note \(by hand\) .* changed /)

  await done('conflict policy Portal:Town --conflicts newer-wins')
  const saved = (site: TestSite, text: string): void => {
    later += 5
    const { id } = site.double.admin.rows('module_guide_note')[0]!
    site.double.admin.sql({ update: 'module_guide_note', set: { text }, where: { id: id! } })
  }
  saved(town!, 'Town, first')
  saved(portal!, 'Portal, last')
  await done('sync Portal:Town')
  expect(town!.double.admin.rows('module_guide_note')[0]).toMatchObject({ text: 'Portal, last' })
})
