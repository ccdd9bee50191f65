import type { HostRow, MappingRow } from '../fleet/management.ts'

/** What two mapping rows have in common when they speak of the same foreign entity. */
export function foreignEntity({
  entityType,
  foreignId
}: Pick<MappingRow, 'entityType' | 'foreignId'>): string {
  return JSON.stringify([entityType, foreignId])
}

/** Whether a host row is that of the site with this main domain. */
export function isHostOf(row: Pick<HostRow, 'host'>, domain: string): boolean {
  return row.host.toLowerCase() === domain
}

/** The same template for another domain; placeholders and all else stay (F30). */
export function templateFor(template: string, from: string, to: string): string {
  const escaped = from.replaceAll('.', '\\.')
  return template.replace(new RegExp(`^((?:https?:)?//)?${escaped}(?=[:/]|$)`, 'i'), (_, scheme?: string) => {
    return `${scheme ?? ''}${to}`
  })
}
