/**
 * JSON as PHP writes it: keys keep their order (a JavaScript object would sort `5, 4` into `4, 5`), slashes and everything
 * beyond ASCII are escaped, lists become objects with numbered keys (`JSON_FORCE_OBJECT`).
 */
export type JsonText = string

const ESCAPED = /[/\u007f-\uffff]/
const ALL_ESCAPED = new RegExp(ESCAPED, 'g')

/** `json_encode()` gives up on a text that is no UTF-8. Here such a text holds half of a pair of surrogates. */
export class NotUtf8 extends Error {}

export function jsonString(value: string): JsonText {
  if (!value.isWellFormed()) throw new NotUtf8()
  const text = JSON.stringify(value)
  return ESCAPED.test(text) ? text.replace(ALL_ESCAPED, escape) : text
}

function escape(mark: string): string {
  return mark === '/' ? '\\/' : `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** An object from pieces that are JSON text already. */
export function jsonObject(entries: Iterable<readonly [string, JsonText]>): JsonText {
  let result = ''
  for (const [key, text] of entries) result += `${result === '' ? '' : ','}${jsonString(key)}:${text}`
  return `{${result}}`
}
