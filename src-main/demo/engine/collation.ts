/**
 * How MariaDB compares text under `utf8_unicode_ci`: without case, accents and trailing blanks. So `rewriterule` finds the
 * endpoint `RewriteRule`, and both cannot exist.
 */
const PLAIN = /^[\x21-\x40\x5b-\x7e]*$/

export function fold(text: string): string {
  if (PLAIN.test(text)) return text
  const lower = text.toLowerCase().trimEnd()
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(lower)) return lower
  return lower.replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '')
}

/** Smaller, equal or larger, as `ORDER BY` and `<` see it. */
export function compareText(left: string, right: string): number {
  const a = fold(left)
  const b = fold(right)
  return a < b ? -1 : a > b ? 1 : 0
}
