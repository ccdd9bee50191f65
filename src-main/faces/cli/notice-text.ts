/** What preflight says, as lines for people. */
import type { NoticeView } from '../../contract/preflight-shapes.ts'
import { plain } from './table.ts'

const marks: Readonly<Record<NoticeView['severity'], string>> = {
  refuse: 'REFUSED',
  ask: 'CONFIRM',
  warn: 'WARNING',
  info: 'NOTE'
}

const sentences: Readonly<Record<NoticeView['kind'], string>> = {
  'related-sync-missing':
    'saving one of the models would end in a fatal error in the administration, since an endpoint that hides fields comes first for its class: give that endpoint a Sync row (an inactive one is enough), or choose compare',
  'push-drops-fields': 'Cloudrexx leaves a field out when it pushes this model: choose compare or queue',
  'deletions-get-lost': 'Cloudrexx pushes deletions without their id: what is deleted stays on the replica',
  'foreign-calendar-domain':
    "pictures and registration links are pushed under a stranger's domain: choose compare",
  'live-on-production':
    'Cloudrexx itself says of its push: beta feature, production use is highly discouraged',
  'live-doubles-both-ways': 'a push back before the next run makes a duplicate: choose compare',
  'pushes-already': 'Cloudrexx pushes to this replica already: two senders can make everything twice',
  'sender-name-differs':
    'the replica knows this primary under another name: everything would be made a second time',
  'sender-unknown':
    'the replica has these models from a sender that is no site here: if that is the primary under a former name, everything would be made a second time (change its main domain first)',
  'host-name-differs': 'the registered receiver is not the main domain of the replica',
  'plain-http': 'the address is not encrypted: keys can be read on the way',
  ring: 'the links would form a ring, in which everything is made again each round',
  'chain-passes-nothing-on': "Cloudrexx's own queue does not pass on what came in by replication",
  'chain-passes-on': 'what comes in by the first link goes on by the second',
  'two-primaries': 'the replica gets this model from another primary already',
  'primaries-alike':
    'another primary of the replica goes by the same main domain: it could not tell the two apart, and each would overwrite and remove what the other brought; give one of them a main domain of its own',
  'model-unreadable': 'the site cannot read this model',
  'data-source-broken': 'a data source names a class that does not exist any more: see rexxfleet doctor',
  'language-differs':
    'an id is another language on the replica, or none: name the pair with --language, also one like 3=3',
  'languages-unread':
    'these sites do not tell their languages yet: make sure that each language id of the primary means the same on the replica, or name the pairs with --language',
  'pairs-crossed':
    'the two sites pair different records with each other, and both ways copies would go round: link one way first, let the doctor lead the mappings to the originals, and then add the other way',
  'language-mapping-live': 'Cloudrexx pushes languages as they are: choose compare or queue',
  'ids-not-mapped': 'these fields name other things by their ids, which arrive as they are',
  'rewrite-rule-locks-out': 'a redirect takes /api/ or /cadmin/ away: the site could not be reached any more',
  'rewrite-rules-unread': 'the redirects could not be looked at',
  'about-people': 'these models hold what people told one site about themselves',
  'read-by-others': 'another key reads through this data source, and would see more than before'
}

function evidenceText(evidence: NoticeView['evidence']): string {
  const facts = Object.entries(evidence).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`
  )
  return facts.length > 0 ? ` (${plain(facts.join('; '))})` : ''
}

export function noticeLine({ kind, severity, about, evidence }: NoticeView): string {
  return `${marks[severity]} ${kind}: ${plain(about)}: ${sentences[kind]}${evidenceText(evidence)}`
}

export function noticeLines(notices: readonly NoticeView[] = []): string[] {
  return notices.map(noticeLine)
}
