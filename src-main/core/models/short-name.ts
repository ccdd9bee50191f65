/**
 * Calendar's `Event` is `calendar-event`, as its endpoint is called on a fresh site; what belongs to the core keeps its class's name.
 */
export function shortNameOf(className: string): string {
  const parts = className.split('\\')
  const entity = parts.at(-1)!
  return parts[1] === 'Modules' ? `${parts[2]}-${entity}`.toLowerCase() : entity
}
