const planned = {
  create: '{n} to create',
  update: '{n} to update',
  delete: '{n} to delete',
  conflict: '1 conflict | {n} conflicts',
  blocked: '{n} blocked',
  failed: '{n} failed',
  unchanged: '{n} unchanged'
}

export default {
  runs: {
    meta: 'no runs | 1 run | {n} runs',
    empty: 'No run yet. Sync a link on the graph.',
    noMatch: 'No run fits this filter.',
    toList: 'All runs',
    filter: 'Filter',
    which: { all: 'All', active: 'Running', needs: 'Needs you' },
    last: 'Last runs',
    noneYet: 'Not synced yet.',
    linkGone: 'Link that was deregistered',
    fromTo: '{from} to {to}',
    columns: {
      link: 'Link',
      state: 'State',
      result: 'Result',
      started: 'Started',
      duration: 'Duration',
      model: 'Model',
      what: 'What',
      tries: 'Tries',
      time: 'Time'
    },
    counts: {
      planned,
      plain: { ...planned, create: '{n} create', update: '{n} update', delete: '{n} delete' },
      done: { ...planned, create: '{n} created', update: '{n} updated', delete: '{n} deleted' }
    },
    sentOf: '{sent} of {all}',
    rate: 'Rate',
    left: 'Time left',
    progress: 'Progress of the run',
    requests: '1 request | {n} requests',
    stop: 'Stop',
    resume: 'Resume',
    waits: 'This run waits for your word.',
    goOn: 'Go on',
    allowRemovals: 'Allow 1 removal | Allow {n} removals',
    items: 'Records of this run',
    item: 'Record',
    choice: { all: 'All', needs: 'Needs you', create: 'Create', update: 'Update', delete: 'Delete' },
    failed: 'none failed | 1 failed | {n} failed',
    blockedOpen: '1 blocked. | {n} blocked.',
    retryFailed: 'Retry 1 failed | Retry {n} failed',
    nothingToDo: 'Nothing had to be sent: both sites were equal.',
    nothingNeeds: 'Nothing needs you.',
    previous: 'Previous record',
    next: 'Next record',
    onReplica: 'on the replica {id}',
    whatToDo: 'What to do next',
    advice: {
      conflict: 'Decide whose version counts. Only this record is touched.',
      blocked: 'Sync what it belongs to first; it follows by itself.'
    },
    difference: 'Difference',
    fieldsDiffer: '1 field differs | {n} fields differ',
    field: 'Field',
    primaryValue: 'Primary, to send',
    replicaValue: 'Replica now',
    emptyValue: 'empty',
    request: 'Request',
    tries: '1 try | {n} tries',
    answer: 'Answer of the site',
    nothingMore: 'There is nothing more to say about this record.',
    copyReport: 'Copy report',
    retryThis: 'Retry this',
    retryLater: 'Retry when the run has ended'
  }
}
