/** What a site answers instead of what it was asked for. */
export const siteErrors = {
  'site-unreachable': {
    what: 'The site cannot be reached.',
    next: 'Check that it opens in a browser, then try again.'
  },
  'site-timeout': { what: 'The site took too long to answer.', next: 'Try again in a moment.' },
  'site-maintenance': {
    what: 'The site is in maintenance.',
    next: 'Try again when the maintenance page is gone.'
  },
  'site-refused': {
    what: 'The site refuses the key.',
    next: 'Run the enrolment SQL again on this site, or give another key.'
  },
  'site-answer-empty': {
    what: 'The site sends an empty answer instead of these records.',
    next: 'Usually one of them holds a text that is no valid UTF-8. Correct it in the database of the site, then try again.'
  },
  'site-answered-badly': {
    what: 'The site answered with something unexpected.',
    next: 'Open the activity to see the answer. If it stays, look into the error log of the site.'
  },
  'site-busy': { what: 'The site has too much to do right now.', next: 'Try again in a moment.' },
  'entity-not-found': {
    what: 'The site no longer has this record.',
    next: 'Sync the link again; the comparison will find what is missing.'
  },
  'name-taken': { what: 'This name is already in use.', next: 'Choose another name.' },
  'row-in-use': {
    what: 'Something else on the site still needs this.',
    next: 'Open the plan to see what uses it, remove that first, then try again.'
  },
  'value-refused': {
    what: 'The site refuses a value.',
    next: 'Correct the field on the primary, then retry this record.'
  },
  'redirect-locks-out': {
    what: 'This rewrite rule would lock the replica out.',
    next: 'It takes over /api/ or /cadmin/ there, and was not sent. Change it on the primary; if it is right, retry this record by itself.'
  },
  'mapping-doubled': {
    what: 'The replica remembers this record twice.',
    next: 'Remove one of the two copies on the replica, then retry.'
  }
}
