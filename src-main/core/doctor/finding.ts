import type { SiteId } from '../fleet/site.ts'
import type { LinkId } from '../topology/link.ts'
import type { Mend } from './mend/mend.ts'

/** What the doctor can find. Names never change: translations, scripts and tests hang on them. */
export const findingKinds = [
  // REST access of a site
  'data-source-broken',
  'endpoint-hides-fields',
  'key-too-short',
  'key-without-grants',
  'grant-leads-nowhere',
  // Cloudrexx's own push
  'host-stopped',
  'host-locked',
  'host-loses-changes',
  'host-would-remove',
  'change-without-receiver',
  'related-model-missing',
  'template-unsafe',
  'relation-rows',
  // Who is who
  'host-name-differs',
  'sender-name-differs',
  'marker-shared',
  'own-rows-left',
  'lease-left',
  'link-remains',
  // Which entity is which
  'mapping-dead',
  'mapping-doubled',
  'entity-sent-back',
  'twins-disagree',
  'entity-unmapped',
  'members-kept'
] as const
export type FindingKind = (typeof findingKinds)[number]

/** `error`: something fails, or goes wrong with the next push. `warning`: it can. `info`: good to know. */
export const severities = ['error', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** Counts, names and a few examples, ready for JSON. Never a key, and nothing that can hold one. */
export type FindingEvidence = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** Something that is wrong with a site or a link. */
export interface Finding {
  readonly kind: FindingKind
  readonly severity: Severity
  readonly siteId: SiteId
  readonly linkId: LinkId | null
  /** What it is about, by a name that stays the same from one examination to the next: `host/3`, a class, a domain. */
  readonly subject: string
  readonly evidence: FindingEvidence
  /** What puts it right, where that is safe; null: only advice, or somebody has to choose first. */
  readonly mend: Mend | TakeUp | null
  /** Several ways to put it right, where a person may know better which; absent where there is one at most. */
  readonly choices?: readonly Choice[]
}

/**
 * Which of two is right. `rename-mappings`, `move-site`: the main domain that Rexxfleet knows, or that of the mappings. `this-leads`,
 * `other-leads`: what this site (of links, the link that ends at it) says, or the other one.
 */
export const mendChoices = ['rename-mappings', 'move-site', 'this-leads', 'other-leads'] as const
export type MendChoice = (typeof mendChoices)[number]

export interface Choice {
  readonly choice: MendChoice
  readonly mend: Mend | Elsewhere
}

/** A workflow of another kind puts it right. */
export type Elsewhere =
  | { readonly act: 'move-site'; readonly siteId: SiteId; readonly mainDomain: string }
  /** The link becomes as its twin is. */
  | { readonly act: 'follow-twin'; readonly linkId: LinkId }

/** A workflow that waits already puts it right. */
export interface TakeUp {
  readonly act: 'take-up'
  readonly workflowId: string
}

/** The same finding has the same id in each examination. */
export function findingId({ siteId, kind, subject }: Finding): string {
  return `${siteId}/${kind}/${subject}`
}

/** As many examples as a person reads. */
export function examples(texts: readonly string[]): string[] {
  return texts.slice(0, 3)
}
