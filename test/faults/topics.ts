/** Topics, which hang on others of their own kind: what editors do with them, and what of it arrived. */
import { expect } from 'vitest'
import type { Program } from '../../src-main/contract/door.ts'
import { apply, linkUp, type TestSite } from '../support/fleet.ts'
import { topic } from '../support/own-component.ts'
import type { Bed } from './bed.ts'

export const table = 'module_guide_topic'

/** Gives the new id. */
export function put({ double }: TestSite, title: string): number {
  return double.admin.sql({ insert: table, row: { title, under_id: null } })
}

export function hang({ double }: TestSite, id: number, under: number | null): void {
  double.admin.sql({ update: table, set: { under_id: under }, where: { id } })
}

export async function knowTopics(program: Program, { id: siteId }: TestSite): Promise<void> {
  const wish = { name: topic, relations: [{ name: 'under', target: topic }] }
  const plan = await program.call('models.planAdd', { siteId, ...wish })
  expect((await apply(program, plan.id)).failure).toBeNull()
}

/** Every topic with the one that it hangs on, in the order of the alphabet. */
export function pairs({ double }: TestSite): string[] {
  const rows = double.admin.rows(table)
  const titleOf = (id: unknown): unknown => rows.find(row => row['id'] === id)?.['title'] ?? `? ${String(id)}`
  return rows
    .map(row => `${row['title']} < ${row['under_id'] === null ? '' : titleOf(row['under_id'])}`)
    .sort()
}

/** Makes the class known, and links for it; gives the link's id. */
export async function linkTopics(program: Program, portal: TestSite, town: TestSite): Promise<string> {
  await knowTopics(program, portal)
  return linkUp(program, portal.id, town.id, ['guide-topic'])
}

export const pushes = ({ double }: TestSite): string[] =>
  double.log.requests.filter(({ face }) => face === 'sync').map(({ method, id }) => `${method} ${id}`)

/** Each topic is there once, and mapped once, and nobody sent one twice at a time. */
export function expectEachOnce({ primary, replica }: Bed): void {
  const mapped = replica.double.admin.rows('core_module_sync_id_mapping')
  expect(mapped.filter(row => row['entity_type'] === topic)).toHaveLength(
    primary.double.admin.rows(table).length
  )
  expect(replica.double.log.maxParallelPerEntity).toBe(1)
}
