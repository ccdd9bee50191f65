import type { LinkView } from '@contract/link-shapes.ts'
import type { RunView } from '@contract/run-shapes.ts'
import type { IconName } from '@/ui/icons.ts'
import type { Tone } from '@/ui/tone.ts'

/** How an edge is drawn; see the edge grammar in docs. */
export type EdgeShape = 'thin' | 'slashed' | 'beads' | 'progress' | 'broken' | 'dotted' | 'dashed' | 'faint'

export interface LinkMark {
  /** Word in the group `link`. */
  readonly word: string
  readonly n: number
  readonly tone: Tone
  readonly icon: IconName
  readonly shape: EdgeShape
  /** 0 is fine; the highest is what somebody should see first. */
  readonly weight: number
  /** From 0 to 1 while a run is at work. */
  readonly progress: number | null
}

type Fixed = Omit<LinkMark, 'n' | 'progress'>

const marks: Record<LinkView['status'], Fixed> = {
  unknown: { word: 'unknown', tone: 'idle', icon: 'waiting', shape: 'faint', weight: 1 },
  'in-step': { word: 'in-step', tone: 'ok', icon: 'ok', shape: 'thin', weight: 0 },
  drift: { word: 'drift', tone: 'warn', icon: 'drift', shape: 'slashed', weight: 5 },
  queue: { word: 'queue', tone: 'warn', icon: 'queue', shape: 'beads', weight: 4 },
  running: { word: 'running', tone: 'run', icon: 'running', shape: 'progress', weight: 3 },
  failed: { word: 'failed', tone: 'bad', icon: 'failed', shape: 'broken', weight: 6 },
  paused: { word: 'paused', tone: 'idle', icon: 'pause', shape: 'dotted', weight: 2 },
  staged: { word: 'staged', tone: 'plan', icon: 'plan', shape: 'dashed', weight: 1 }
}

const halfway: Partial<Record<LinkView['state'], Fixed>> = {
  'setting-up': { word: 'setting-up', tone: 'plan', icon: 'running', shape: 'dashed', weight: 3 },
  removing: { word: 'removing', tone: 'bad', icon: 'remove', shape: 'dashed', weight: 3 }
}

/** Each state has a colour, a shape, an icon and a word. */
export function linkMark(link: LinkView, run?: RunView): LinkMark {
  const running = run !== undefined && link.state === 'ready'
  const fixed = halfway[link.state] ?? marks[running ? 'running' : link.status]
  const n = (fixed.word === 'queue' ? link.queue : link.drift) ?? 0
  if (fixed.word !== 'running') return { ...fixed, n, progress: null }
  // Something is at work that tells no progress: a workflow, or a run that has not been heard of yet.
  if (!run) return { ...fixed, word: 'working', n: 0, progress: null }
  const progress = run.toSend > 0 ? run.sent / run.toSend : 0
  return { ...fixed, n: Math.floor(progress * 100), progress }
}

/** Twins are shown as one edge: the worse state of the two wins. */
export function worse(one: LinkMark, other: LinkMark): LinkMark {
  return other.weight > one.weight ? other : one
}

/** For each site the link that most needs somebody. */
export function worstLink(links: readonly LinkView[]): Map<string, LinkView> {
  const worst = new Map<string, LinkView>()
  for (const link of links) {
    for (const siteId of [link.primaryId, link.replicaId]) {
      const known = worst.get(siteId)
      if (!known || linkMark(link).weight > linkMark(known).weight) worst.set(siteId, link)
    }
  }
  return worst
}

/** 'RewriteRule', 'Event +2': what a chip has room for. */
export function modelsLabel(models: readonly { readonly shortName: string }[], most = 1): string {
  const names = models.slice(0, most).map(model => model.shortName)
  const rest = models.length - names.length
  return rest > 0 ? `${names.join(', ')} +${rest}` : names.join(', ')
}
