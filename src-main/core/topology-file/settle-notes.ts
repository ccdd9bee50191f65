import type { Transactions } from '../shared/ports.ts'
import type { AgreedStates } from '../sync/records.ts'
import type { LinkRepository } from '../topology/link-repository.ts'
import type { Link } from '../topology/link.ts'
import { agreedState } from './agreed-entries.ts'
import type { NotedLinks } from './noted-link.ts'

export interface NoteDeps {
  readonly notedLinks: NotedLinks
  readonly links: LinkRepository
  readonly agreed: AgreedStates
  readonly transactions: Transactions
}

/** A note whose link is there by now has done its work: its agreed states become the link's, where the link has none of its own. */
export function settleNotes(deps: NoteDeps): void {
  for (const note of deps.notedLinks.list()) {
    const link = deps.links.between(note.primaryId, note.replicaId)
    if (link?.state !== 'ready') continue
    deps.transactions.run(() => {
      takeStates(deps, link, note.id)
      deps.notedLinks.remove(note.id)
    })
  }
}

function takeStates({ notedLinks, agreed }: NoteDeps, link: Link, noteId: string): void {
  for (const { model, states } of notedLinks.agreed(noteId)) {
    if (!link.models.some(one => one.model === model)) continue
    const missing = states
      .map(agreedState)
      .filter(state => agreed.get(link.id, model, state.foreignId) === null)
    agreed.put(link.id, model, missing)
  }
}
