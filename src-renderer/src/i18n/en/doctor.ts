export default {
  doctor: {
    meta: 'no findings | 1 finding | {n} findings',
    examine: 'Examine',
    examining: 'Examining …',
    neverTitle: 'Nobody has looked yet',
    never:
      'The doctor looks at each site and says what is wrong, and what would go wrong with the next push. Nothing is written.',
    healthy: 'Nothing is wrong, as far as could be seen.',
    noMatch: 'None of the findings fits this filter.',
    lastAt: 'examined {when}',
    severity: { all: 'All', error: 'Errors', warning: 'Warnings', info: 'Notes' },
    one: { error: 'Error', warning: 'Warning', info: 'Note' },
    filter: 'Severity',
    columns: { severity: 'Severity', site: 'Site', what: 'Finding', subject: 'About', mend: 'Mend' },
    mendable: 'can be mended',
    evidence: 'Evidence',
    whatToDo: 'What to do',
    finding: 'Finding',
    toLink: 'Show the link',
    mend: 'Mend …',
    choose: 'Which one is right?',
    right: '{what} is right',
    direction: { 'this-leads': 'This direction', 'other-leads': 'The way back' },
    then: {
      rename: '1 mapping under {host} gets this name. | {n} mappings under {host} get this name.',
      move: '{site} is moved to this main domain.',
      follow: 'The other direction becomes as this one is.',
      mappings: 'The mappings on {site} follow.'
    },
    notMended: 'It cannot be mended here: {why}.',
    mendNow: 'Mend now',
    mendTitle: 'Mend: {what}',
    mendText: 'This is what would happen. Nothing is written before you say so.',
    mended: 'It is mended.',
    mendedText: 'The site was examined again.',
    unread: '1 site could not be examined: {names}. | {n} sites could not be examined: {names}.',
    unreadNext:
      'See whether they open in a browser, then examine again: of what was not seen nothing is known.',
    gaps: 'Not everything could be read on {names}. Nothing is said about the rest.',
    gapsNext: 'Where a right is missing, run the enrolment script of the site again.'
  },
  bell: {
    label: 'nothing needs you | 1 thing needs you | {n} things need you',
    title: 'Needs you',
    nothing: 'Nothing needs you.',
    findings: '1 finding of the doctor | {n} findings of the doctor',
    more: 'and 1 more run | and {n} more runs'
  }
}
