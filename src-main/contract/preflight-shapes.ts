import { z } from 'zod'
import { noticeKinds, noticeSeverities } from '../core/preflight/notice.ts'

/** Something to know before a link is made. Evidence by stable words: counts, names and a few examples, never a key. */
export const noticeView = z.object({
  kind: z.enum(noticeKinds),
  severity: z.enum(noticeSeverities),
  about: z.string(),
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
})
export type NoticeView = z.infer<typeof noticeView>

/** `refused`: no plan is made. `asks`: kinds that want a tick, as `acknowledge` of `links.plan` or `workflows.apply`. */
export const preflightView = z.object({
  refused: z.boolean(),
  asks: z.array(z.enum(noticeKinds)),
  notices: z.array(noticeView)
})
export type PreflightView = z.infer<typeof preflightView>

/** Kinds of notices that somebody has seen and goes on in spite of. */
export const acknowledge = z.array(z.enum(noticeKinds)).max(50)
