/** What preflight can say. Names never change: translations, scripts and acknowledgements hang on them. */
export const noticeKinds = [
  // What Cloudrexx's own push needs, or does wrong
  'related-sync-missing',
  'push-drops-fields',
  'deletions-get-lost',
  'foreign-calendar-domain',
  'live-on-production',
  'live-doubles-both-ways',
  'pushes-already',
  // Who is who
  'sender-name-differs',
  'sender-unknown',
  'host-name-differs',
  'plain-http',
  // The graph
  'ring',
  'chain-passes-nothing-on',
  'chain-passes-on',
  'two-primaries',
  'primaries-alike',
  'pairs-crossed',
  // What the two sites hold
  'model-unreadable',
  'data-source-broken',
  'language-differs',
  'languages-unread',
  'language-mapping-live',
  'ids-not-mapped',
  'rewrite-rule-locks-out',
  'rewrite-rules-unread',
  'about-people',
  'read-by-others'
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** `refuse`: no plan is made. `ask`: a plan that is applied only with a tick for this kind. `warn` and `info`: only said. */
export const noticeSeverities = ['refuse', 'ask', 'warn', 'info'] as const
export type NoticeSeverity = (typeof noticeSeverities)[number]

/** Counts, names and a few examples, ready for JSON. Never a key. */
export type NoticeEvidence = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** Something to know before a link is made. */
export interface Notice {
  readonly kind: NoticeKind
  readonly severity: NoticeSeverity
  /** What it is about: a site's name, a model's short name, a domain. */
  readonly about: string
  readonly evidence: NoticeEvidence
}

/** As many examples as a person reads. */
export function examples(texts: Iterable<string>): string[] {
  return [...texts].slice(0, 3)
}

/** Kinds of notices that want a tick and have none. */
export function unacknowledged(notices: readonly Notice[], acknowledged: readonly string[]): NoticeKind[] {
  const asked = notices.filter(({ severity }) => severity === 'ask').map(({ kind }) => kind)
  return [...new Set(asked)].filter(kind => !acknowledged.includes(kind))
}
