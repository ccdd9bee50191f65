import type { ProposalView, ProposedPairView } from '@contract/doctor-shapes.ts'

/** Replication that the sites have already. */
export default {
  discovery: {
    title: 'Look for existing replication',
    lead: 'Rexxfleet reads receivers, rights, replication rows and mappings of all enrolled sites. Nothing is written, neither there nor here.',
    pending:
      'All sites are enrolled. | 1 site is not enrolled yet, and is left out. | {n} sites are not enrolled yet, and are left out.',
    looking: 'Looking at all sites …',
    found: 'No replication found | 1 replication found | {n} replications found',
    again: 'Look again',
    already: 'Do sites replicate already?',
    alreadyText: 'Rexxfleet looks for it, and takes over as links what is there. Looking writes nothing.',
    allRecords: 'all records',
    onlyIds: 'only {ids}',
    mapped: 'none on the replica yet | 1 record mapped | {n} records mapped',
    rowOff: 'its replication row is off',
    noRight: 'the key may not write it',
    notALink: 'Cannot be a link: {why}.',
    noModels: 'A receiver is registered, and no model for it.',
    delivery: {
      compare: 'Cloudrexx does not push',
      queue: 'Cloudrexx collects changes in a queue',
      live: 'Cloudrexx pushes by itself'
    },
    waits: 'nothing waits | 1 change waits | {n} changes wait',
    knownByTitle: 'Known by',
    knownBy: {
      key: 'the key, which the replica knows',
      address: 'the address of the receiver',
      name: 'the name of the receiver',
      mappings: 'the mappings on the replica'
    } satisfies Record<ProposalView['evidence'][number], string>,
    /** What should be looked at before a replication is taken over. */
    note: {
      'host-inactive': 'The receiver is switched off: nothing is pushed at present.',
      'host-name-differs': 'The receiver goes by {host}, which is not the main domain of the replica.',
      'key-unknown-to-replica':
        'The replica does not know the key with which the primary pushes: it refuses each push.',
      'not-granted': 'The key may not write all of these models on the replica.',
      'only-some-entities': 'Only chosen records of a model go to the replica.'
    },
    widens:
      'Records can only be chosen one way. With the link that leads back already, all records would go along.',
    isLink: 'Is a link already',
    isStaged: 'Is staged already',
    showLink: 'Show the link',
    showPlan: 'Show its plan',
    planFirst: 'Shows a plan first, and writes nothing.',
    takeOver: 'Take over',
    bothOf: '{one} and {other}, both ways',
    bothText: 'These two replicate to each other. As one link both ways they have one plan and one undo.',
    /** Why two directions cannot be taken over as one. */
    hitch: {
      'models-differ':
        'The two directions carry different models; both ways take the same. Take them over one at a time.',
      'only-some-entities':
        'Only chosen records go along; both ways, all would. Take the directions over one at a time.',
      'pairs-crossed':
        'The mappings contradict each other. | The mappings of the two sites contradict each other on 1 record: copies of it would go round. Take one direction over first, and let the doctor mend it. | The mappings of the two sites contradict each other on {n} records: copies of them would go round. Take one direction over first, and let the doctor mend it.'
    } satisfies Record<NonNullable<ProposedPairView['hitch']>, string>,
    takeOverBoth: 'Take over both directions',
    nothingToTake: 'Nothing of it can be a link. It goes on as it is.',
    cannot: 'Cannot be taken over: {why}.',
    unread: 'Not read, or only in part',
    unreadText: 'What goes out from these sites or arrives there may be missing above.',
    strangers: 'Receivers that are not in the fleet',
    strangersText: 'Add these sites to the fleet, and look again, to take over what goes to them.',
    off: 'switched off',
    noneTitle: 'Nothing to take over',
    noneText:
      'No site that was read has a receiver that is a site here, or mappings from one. Whatever Cloudrexx or somebody sets up later is found here. To begin with a new link, drag from the disc of one card to another.'
  }
}
