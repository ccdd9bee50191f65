/** Ids as they are typed: separated by whatever is no part of an id. */
export function idsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(part => part !== ''))]
}
