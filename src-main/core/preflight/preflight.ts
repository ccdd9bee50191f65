import { inverseOf } from '../languages/language-map.ts'
import { AppError } from '../shared/app-error.ts'
import type { PreflightFacts } from './facts.ts'
import { noticeSeverities, type Notice } from './notice.ts'
import {
  aboutPeople,
  dataSourceBroken,
  idsNotMapped,
  modelUnreadable,
  readByOthers,
  rewriteRuleLocksOut
} from './rules/contents.ts'
import { chains, primariesAlike, rings, twoPrimaries } from './rules/graph.ts'
import { languageDiffers, languageMappingLive } from './rules/languages.ts'
import { pairsCrossed } from './rules/pairs.ts'
import { hostNameDiffers, plainHttp, pushesAlready, senderNameDiffers, senderUnknown } from './rules/names.ts'
import {
  deletionsGetLost,
  foreignCalendarDomain,
  liveDoublesBothWays,
  liveOnProduction,
  pushDropsFields,
  relatedSyncMissing
} from './rules/own-push.ts'

/** One thing that can stand in a link's way: a pure function over what was read. */
export type PreflightRule = (facts: PreflightFacts) => Notice[]

const rules: readonly PreflightRule[] = [
  modelUnreadable,
  rings,
  primariesAlike,
  pairsCrossed,
  relatedSyncMissing,
  pushDropsFields,
  senderNameDiffers,
  senderUnknown,
  hostNameDiffers,
  pushesAlready,
  plainHttp,
  deletionsGetLost,
  foreignCalendarDomain,
  liveOnProduction,
  liveDoublesBothWays,
  twoPrimaries,
  chains,
  languageDiffers,
  languageMappingLive,
  idsNotMapped,
  rewriteRuleLocksOut,
  readByOthers,
  dataSourceBroken,
  aboutPeople
]

/** The same link seen from its other end, for one that goes both ways. */
function reversed(facts: PreflightFacts): PreflightFacts {
  const { primary, replica, languages } = facts
  return { ...facts, primary: replica, replica: primary, languages: inverseOf(languages) }
}

/** All that is to be said before a link is made, the gravest first. Pure. */
export function judgePreflight(facts: PreflightFacts): Notice[] {
  const directions = facts.bothWays ? [facts, reversed(facts)] : [facts]
  const all = directions.flatMap(direction => rules.flatMap(rule => rule(direction)))
  const once = new Map(
    all.map(notice => [JSON.stringify([notice.kind, notice.about, notice.evidence]), notice])
  )
  const rank = ({ severity }: Notice): number => noticeSeverities.indexOf(severity)
  return [...once.values()].sort((one, other) => rank(one) - rank(other))
}

/** Fails with 'preflight-refused' where a notice forbids the link. */
export function refuseWhereForbidden(notices: readonly Notice[]): void {
  const forbidding = notices.filter(({ severity }) => severity === 'refuse')
  if (forbidding.length === 0) return
  const named = forbidding.map(({ kind, about }) => `${kind} (${about})`)
  throw new AppError(
    'preflight-refused',
    `These sites must not be linked like this: ${named.join('; ')}. Nothing was written. Look at the preflight for what to do.`,
    { refused: forbidding.map(({ kind }) => kind), about: forbidding.map(({ about }) => about) }
  )
}
