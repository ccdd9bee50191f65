/** Text that may stand anywhere in HTML, attributes included. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** A table whose cells are escaped. Columns from `numbersFrom` on hold numbers. */
export function htmlTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numbersFrom = header.length
): string {
  const cells = (tag: 'td' | 'th', texts: readonly string[]): string =>
    texts
      .map((text, at) => `<${tag}${at >= numbersFrom ? ' class="number"' : ''}>${escaped(text)}</${tag}>`)
      .join('')
  const body = rows.map(row => `<tr>${cells('td', row)}</tr>`).join('\n')
  return `<table>\n<thead><tr>${cells('th', header)}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`
}
