import type { NoticeView } from '@contract/preflight-shapes.ts'

/** What preflight says, and what to do. Placeholders are `about` and the notice's evidence. */
export default {
  'related-sync-missing': {
    what: '{about} would fail to save: {endpoints} has no replication row there, and comes first for its model.',
    next: 'This endpoint hides fields, so it is somebody’s and not used here. Give it a row (an inactive one is enough), or choose Compare.'
  },
  'push-drops-fields': {
    what: 'The own push of Cloudrexx leaves out {fields} of {about}.',
    next: 'The replica would refuse it and the queue would stop. Choose Compare or Queue.'
  },
  'deletions-get-lost': {
    what: 'With Live, deletions of {models} get lost.',
    next: 'Records that {about} deletes stay on the replica until the next run.'
  },
  'foreign-calendar-domain': {
    what: 'With Live, pictures and registration links of {models} point at {domain}.',
    next: 'Cloudrexx has this domain built in. Choose Compare or Queue to keep the addresses right.'
  },
  'live-on-production': {
    what: '{about} is in production.',
    next: 'Cloudrexx calls its own push a beta feature and advises against it in production.'
  },
  'live-doubles-both-ways': {
    what: 'Live both ways can double records on {about}.',
    next: 'What is new may be sent home as a copy until the next run. Compare does not have this problem.'
  },
  'pushes-already': {
    what: '{about} pushes to {host} by itself already.',
    next: 'With this link there would be two senders for one record. Stop its own push, or choose Live.'
  },
  'sender-name-differs': {
    what: 'The replica knows {about} as {foreignHost}, not as {mainDomain}.',
    next: '{mappings} mappings stand under that name: everything would be created again. Check the main domain of {about} first.'
  },
  'sender-unknown': {
    what: '{about} has {mappings} mappings from {foreignHost}, which is no site here.',
    next: 'If that is {primary} under a former name, everything would be created again: check its main domain {mainDomain} first. Otherwise there is nothing to do.'
  },
  'host-name-differs': {
    what: '{about} is registered as the receiver {host}, not as {mainDomain}.',
    next: 'Its own push leads elsewhere than this link. Check which name is right.'
  },
  'plain-http': {
    what: '{about} is reached without encryption.',
    next: 'Everybody on the way to {address} can read the key. Use https:// for this site.'
  },
  ring: {
    what: 'This link would close a ring: {about}.',
    next: 'Each round would double {models}. Leave these models out, or take another link of the ring apart first.'
  },
  'pairs-crossed': {
    what: '{about} contradict each other on {count} pairs of records of {models}.',
    next: 'Both ways, copies of them would go round. Link one way first, let the doctor lead the mappings to the originals, and then add the other way.'
  },
  'chain-passes-nothing-on': {
    what: 'Nothing is passed on along {about}.',
    next: 'Cloudrexx does not notice what arrives over REST. Choose Compare for the second link if {models} should go on.'
  },
  'chain-passes-on': {
    what: '{models} go on along {about}.',
    next: 'What changes at the beginning arrives at the end after two runs.'
  },
  'two-primaries': {
    what: '{about} gets {models} from {primary} already.',
    next: 'It would hold what both primaries have, twice where they hold the same.'
  },
  'primaries-alike': {
    what: '{about} gets {models} from {primary} already, which goes by the same main domain, {mainDomain}.',
    next: 'It could not tell the two apart: each would overwrite and remove what the other brought. Give one of them a main domain of its own first.'
  },
  'model-unreadable': {
    what: '{about} cannot be read on {site}.',
    next: 'Its class or its table is missing there. Leave the model out, or update the site.'
  },
  'data-source-broken': {
    what: '{site} still knows {about} under a former class name.',
    next: 'The link makes its own data source beside it. Let the doctor mend the old one.'
  },
  'language-differs': {
    what: '{about} does not use the same languages: {differing}.',
    next: 'Records in these languages would show up in another language, or nowhere. Pair them below Languages; where an id means the same after all, pair it with itself.'
  },
  'language-mapping-live': {
    what: '{about} has other language ids ({pairs}), and Cloudrexx pushes them as they are.',
    next: 'Choose compare or queue as the delivery.'
  },
  'languages-unread': {
    what: '{sites} does not tell yet which languages it uses.',
    next: 'Make sure that the same language number means the same on both sides. Pair those that differ below Languages.'
  },
  'rewrite-rule-locks-out': {
    what: 'A rule of {about} would take over /api/ or /cadmin/.',
    next: 'The replica could then be neither logged in to nor replicated to. Look at this first ({count}):'
  },
  'rewrite-rules-unread': {
    what: 'The rewrite rules of {about} could not be read.',
    next: 'A run holds back what would take over /api/ or /cadmin/; of those that are on the replica already make sure yourself.'
  },
  'ids-not-mapped': {
    what: '{about} names other things by plain ids: {fields}.',
    next: 'They arrive on {site} as they are, and mean whatever has that id there: mail templates, groups, users. Set them by hand where they matter.'
  },
  'about-people': {
    what: '{models} hold data about people.',
    next: 'Make sure that it may stand on {about} too.'
  },
  'read-by-others': {
    what: 'Others read {about} on {site} too.',
    next: '{grants} other rights lead to this data source. Their answers will hold relations as well from now on.'
  }
} satisfies Record<NoticeView['kind'], { what: string; next: string }>
