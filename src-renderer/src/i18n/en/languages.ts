/** Languages that have other ids on the two sides of a link. */
export default {
  languages: {
    title: 'Languages',
    text: 'Language ids must mean the same on both sides. Pair those that differ; a pair like 3 and 3 says that they do not.',
    onPrimary: 'On the primary',
    onReplica: 'On the replica',
    add: 'Pair two languages',
    drop: 'Remove this pair',
    pairs: 'Language pairs'
  }
}

export const languageErrors = {
  'language-differs': {
    what: 'The two sides do not use the same languages.',
    next: 'Undo this workflow, and link the sites with a pair for each language that differs.'
  },
  'language-map-invalid': {
    what: 'The languages are not paired one to one.',
    next: 'Give each language of the primary its own on the replica, by ids such as 1 and 2.'
  },
  'language-unmapped': {
    what: 'A record is in a language that has no counterpart on the other side.',
    next: 'Change the link, and pair that language as well. Nothing was sent.'
  }
}
