/** A link that is changed, and one of which something is left on a site that was away. */
export default {
  edit: {
    act: 'Change',
    title: 'Change the link',
    fallen: 'What is replicated no longer',
    keep: 'Keep on the replica',
    flush: 'Remove from the replica',
    keepText: 'It stays there as it is, and is known again should it be chosen again.',
    flushText: 'What replication made there is archived and removed; what was edited there stays.',
    done: 'The link is changed.',
    doneText: 'The next run brings what is new.'
  },
  remains: {
    waiting: 'One site is still to be cleaned.',
    waitingText:
      'It did not answer when the link was taken off. What is left there is planned when it is back.',
    back: 'The site is back: what is left there can be removed.',
    backText: 'Nothing happens by itself. Deregister shows the plan.',
    giveUp: 'Give it up',
    giveUpSure: 'Give it up: what is left stays there'
  }
}
