/** Fields for a day and for a time of day, and what is wrong with any field. */
export default {
  days: {
    pattern: 'dd/mm/yyyy',
    open: 'Calendar: {label}',
    unreadable: 'Enter a date like {example}.',
    notBefore: 'Not before {day}.',
    notAfter: 'Not after {day}.',
    today: 'Today',
    clear: 'Clear',
    earlier: 'Previous month',
    later: 'Next month'
  },
  times: {
    pattern: 'hh:mm',
    unreadable: 'Enter a time between 00:00 and 23:59.'
  },
  fields: {
    missing: 'This cannot be empty.',
    number: 'Enter a whole number.',
    least: '{n} at least.',
    most: '{n} at most.',
    url: 'Enter an address that begins with https://.',
    email: 'Enter an e-mail address.',
    other: 'That does not fit here.'
  }
}
