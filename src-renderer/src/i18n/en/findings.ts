import type { FindingView } from '@contract/doctor-shapes.ts'

/** What the doctor found, and what to do where nothing can be mended by itself. */
export default {
  'data-source-broken': {
    what: 'A data source has a former class name',
    next: 'Its endpoints answer with an error. Mending gives it the name that the class has today.'
  },
  'endpoint-hides-fields': {
    what: 'An endpoint hides fields',
    next: 'What is hidden cannot be compared. Mending lets it show all fields.'
  },
  'key-too-short': {
    what: 'A key is too short',
    next: 'It can be guessed. Mending removes it with its rights; whoever uses it needs a new one.'
  },
  'key-without-grants': {
    what: 'A key opens nothing',
    next: 'Nobody can use it for anything. It may go unless somebody is about to give it rights.'
  },
  'grant-leads-nowhere': {
    what: 'Rights lead nowhere',
    next: 'Their key or their endpoint is gone. Mending removes them.'
  },
  'host-stopped': {
    what: 'The push to a receiver was stopped by an error',
    next: 'Nothing that waits is delivered. Mend the cause, then let the receiver go on.'
  },
  'host-locked': {
    what: 'A push left its lock behind',
    next: 'The receiver gets nothing as long as the lock is there. Mending takes it away.'
  },
  'host-loses-changes': {
    what: 'The next push would lose what waits',
    next: 'The receiver is inactive: Cloudrexx empties its queue without sending. Mending stops it so that everything stays.'
  },
  'host-would-remove': {
    what: 'The next push would remove records',
    next: 'The receiver lost its record rows, and Cloudrexx takes that for a removal. Mending stops the push first.'
  },
  'change-without-receiver': {
    what: 'Changes wait for nobody',
    next: 'Their receiver is gone. Mending removes them from the queue.'
  },
  'related-model-missing': {
    what: 'Saving fails in the administration',
    next: 'Something that the model refers to has no replication row. Mending makes what is missing.'
  },
  'template-unsafe': {
    what: 'A receiver has an unsafe address',
    next: 'Keys and contents may travel unencrypted, or nowhere. Mending puts the address right.'
  },
  'relation-rows': {
    what: 'Relation rows change what is sent along',
    next: 'Only you can know what they are for. Look at them in the administration.'
  },
  'host-name-differs': {
    what: 'A receiver is registered under another name',
    next: 'Mending names it by the main domain of its site, in the calendar too, and leaves it pushing to where the site is reached. If that main domain is wrong, move the site instead.'
  },
  'sender-name-differs': {
    what: 'A sender is known under another name',
    next: 'The next push would create everything again. Either the mappings learn the main domain that you know the sender by, or the site is moved to theirs. Mending goes by what the site calls itself; where that does not tell, look in its administration and choose.'
  },
  'marker-shared': {
    what: 'This is a copy of another site',
    next: 'It has the keys and receivers of the original. Mending stops its pushes, gives it a key of its own, takes those of the original away, and shows whose mappings it has.'
  },
  'own-rows-left': {
    what: 'Marks of another Rexxfleet',
    next: 'They do no harm. Look whether somebody else manages this site from another computer.'
  },
  'lease-left': {
    what: 'A run was cut off and left its lease on this site',
    next: 'It is over and holds nobody up. Remove it, or let the next run do so.'
  },
  'mapping-dead': {
    what: 'Mappings lead to records that are gone',
    next: 'Pushes of these records are refused. Mending removes the mappings.'
  },
  'mapping-doubled': {
    what: 'Records are mapped twice',
    next: 'Every push of them is refused. Mending keeps one mapping; look at the copies that stay.'
  },
  'entity-sent-back': {
    what: 'Records came back as copies',
    next: 'Mending leads the mapping to the original. The copies stay: look at them and remove them.'
  },
  'twins-disagree': {
    what: 'Both directions of a link disagree',
    next: 'Choose which of the two is right: the other one becomes as it is. Nothing is removed. Links that have lost each other, and pairs that Rexxfleet once agreed on, are mended without a choice.'
  },
  'entity-unmapped': {
    what: 'Records are alike but not mapped',
    next: 'Mending maps those of which there is just one on each side, so that no run makes them again. The others are copies, or alike by chance: look at them on this site, and remove copies by hand.'
  },
  'link-remains': {
    what: 'Something is left here of a link that was taken off',
    next: 'This site was away then. Mending plans anew what is to be done here, and waits for your word.'
  },
  'members-kept': {
    what: 'Relations stay that the primary took away',
    next: 'A push can only add relations. Take them away on this site by hand.'
  }
} satisfies Record<FindingView['kind'], { what: string; next: string }>
