export default {
  bulk: {
    bar: 'What to do with the chosen sites',
    of: 'of {n}',
    sync: 'Sync',
    examine: 'Examine',
    tag: 'Tag',
    linkLike: 'Link like …',
    outcome: 'Outcome',
    progress: '{done} of {all}',
    failed: 'none failed | 1 failed | {n} failed',
    stop: 'Stop after these',
    stopped: 'Not done: stopped before',
    findings: 'No findings | 1 finding | {n} findings',
    noLinks: 'No link that is ready',
    runs: 'nothing to sync | 1 run started | {n} runs started',
    tags: 'Tags now: {tags}',
    tagsStay: 'Its tags stay as they are',
    tagged: 'no site is tagged | Tags of 1 site are changed. | Tags of {n} sites are changed.',
    tagTitle: 'Tag no site | Tag 1 site | Tag {n} sites',
    tagAdd: 'Tags to add',
    tagRemove: 'Tags to take away',
    tagAct: 'Change tags',
    title: {
      check: 'Checking sites',
      sync: 'Syncing sites',
      examine: 'Examining sites',
      tag: 'Tagging sites'
    },
    states: {
      waiting: 'Waiting',
      working: 'At work …',
      done: 'Done',
      skipped: 'Left out',
      failed: 'Failed'
    },
    like: {
      title: 'Link no site like another | Link 1 site like another | Link {n} sites like another',
      lead: 'Choose a link that is as it should be. Each chosen site becomes a replica of the same primary, with the same models and the same delivery.',
      choose: 'The link to go by',
      primary: 'Primary',
      models: 'Models',
      noPattern: 'No link is ready yet. Make one on the topology page first; the others follow it.',
      plan: 'Plan all',
      back: 'Discard and choose again',
      planned: 'Planned, no steps | Planned, 1 step | Planned, {n} steps',
      'is-primary': 'It is the primary itself',
      linked: 'Linked with this primary already',
      apply: 'Nothing to apply | Apply 1 plan | Apply {n} plans'
    }
  }
}
