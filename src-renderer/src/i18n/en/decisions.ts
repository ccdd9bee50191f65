export default {
  decisions: {
    policy: 'Decided by itself',
    onConflict: 'Edited on the replica',
    onRemoved: 'Removed on the replica',
    conflicts: {
      ask: 'Ask me',
      'primary-wins': 'The primary wins',
      'replica-wins': 'The replica wins',
      'newer-wins': 'The newer one wins'
    },
    noDate: 'The newer one cannot win here: none of the models says when a record was changed.',
    dated: 'The newer one wins for {models}; other conflicts are asked.',
    removedThere: { recreate: 'Create it again', leave: 'Leave it removed' },
    keptDifferent: 'Kept different',
    keepDifferent: 'Keep this one different',
    keepDifferentText: 'No run sends, changes or removes it any more.',
    isKeptDifferent: 'Kept different: runs leave it alone.',
    includeAgain: 'Include again',
    whose: 'Whose version counts',
    keep: { primary: "Keep the primary's", replica: "Keep the replica's" },
    keepAll: { primary: "Keep all the primary's", replica: "Keep all the replica's" },
    keepText: {
      primary: 'What the primary has is sent and overwrites the replica.',
      replica: 'The replica stays as it is until the primary changes again.'
    },
    sure: {
      primary: 'Overwrite {n} records on the replica?',
      replica: 'Leave {n} records as they are on the replica?'
    },
    doIt: 'Yes, decide',
    conflictsOpen: '1 conflict wants a decision | {n} conflicts want a decision'
  }
}
