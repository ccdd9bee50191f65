/** A PHP array: ordered, with text and integer keys side by side. */
export type PhpArray = Map<string | number, PhpValue>

/** An object in serialized text. Only protected properties occur: their names are written with the `\0*\0` mark. */
export interface PhpObject {
  readonly className: string
  readonly properties: PhpArray
}

/** The PHP values that cross the interfaces of a site. */
export type PhpValue = null | boolean | number | string | PhpArray | PhpObject

export function isPhpObject(value: PhpValue | undefined): value is PhpObject {
  return typeof value === 'object' && value !== null && !(value instanceof Map)
}

/** A list as PHP sees it: keys 0, 1, 2 … */
export function phpList(values: readonly PhpValue[]): PhpArray {
  return new Map(values.map((value, index) => [index, value]))
}

/** PHP turns array keys that look like an integer into integers. */
export function phpKey(key: string): string | number {
  return /^(0|-?[1-9]\d{0,14})$/.test(key) ? Number(key) : key
}

/** How PHP writes a scalar into a string. */
export function phpText(value: PhpValue | undefined): string {
  if (value === null || value === undefined || value === false) return ''
  if (value === true) return '1'
  if (typeof value === 'object') return value instanceof Map ? 'Array' : ''
  return String(value)
}

/** What PHP takes for true. */
export function isTruthy(value: PhpValue | undefined): boolean {
  if (value instanceof Map) return value.size > 0
  return !(
    value === null ||
    value === undefined ||
    value === false ||
    value === 0 ||
    value === '' ||
    value === '0'
  )
}
