/** How the zero date must be written to a site, and how the domain knows it (F13). */
export const zeroDate = '0000-00-00 00:00:00'

/** What PHP makes of MySQL's zero date: `-001-11-30T00:34:08+00:34`, with the digits of the year as the version likes. */
const zeroDateOfPhp = /^-0{0,4}1-11-30(T|$)/

/** A date as the site sent it; the zero date by its one name. */
export function readDate(text: string): string {
  return zeroDateOfPhp.test(text) ? zeroDate : text
}

/** Whether a model's field of this type holds a date. */
export function isDateType(type: string): boolean {
  return type === 'datetime' || type === 'date' || type === 'timestamp' || type === 'time'
}
