export default {
  doctor: {
    meta: 'no findings | 1 finding | {n} findings',
    examine: 'Examine',
    examining: 'Examining …',
    never:
      'The doctor looks at each site and says what is wrong, and what would go wrong with the next push. Nothing is written.',
    healthy: 'Nothing is wrong, as far as could be seen.',
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
    choose: 'Or say which is right',
    choices: {
      'rename-mappings': 'The main domain here: rename the mappings …',
      'move-site': 'The name in the mappings: move the site …',
      'this-leads': 'This side: the other one follows …',
      'other-leads': 'The other side: this one follows …'
    },
    mendNow: 'Mend now',
    mendTitle: 'Mend: {what}',
    mendText: 'This is what would happen. Nothing is written before you say so.',
    mended: 'It is mended.',
    mendedText: 'The site was examined again.',
    unread: '1 site could not be examined: {names} | {n} sites could not be examined: {names}',
    gaps: 'Not everything could be read on {names}. Nothing is said about the rest.'
  },
  bell: {
    label: 'nothing needs you | 1 thing needs you | {n} things need you',
    title: 'Needs you',
    nothing: 'Nothing needs you.',
    findings: '1 finding of the doctor | {n} findings of the doctor',
    more: 'and 1 more run | and {n} more runs'
  }
}
