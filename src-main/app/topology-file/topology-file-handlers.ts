import type { Handlers } from '../../contract/calls.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { settleNotes } from '../../core/topology-file/settle-notes.ts'
import { exportTopology } from './export-topology.ts'
import { importTopology, lookAtTopology } from './import-topology.ts'
import { RecentTopologies } from './recent-topologies.ts'
import type { TopologyFileDeps } from './topology-file-deps.ts'

type TopologyFileCalls =
  | 'topology.export'
  | 'topology.planImport'
  | 'topology.import'
  | 'topology.recent'
  | 'topology.forgetRecent'
  | 'topology.notedLinks'
  | 'topology.dropNote'

/** Topology files behind the contract. */
export function createTopologyFileHandlers(deps: TopologyFileDeps): Pick<Handlers, TopologyFileCalls> {
  const recent = new RecentTopologies(deps)
  return {
    async 'topology.export'(wish) {
      const written = await exportTopology(deps, wish)
      recent.note(written.path, 'exported')
      return written
    },
    'topology.planImport': ({ path }) => lookAtTopology(deps, path),
    async 'topology.import'(wish) {
      const taken = await importTopology(deps, wish)
      recent.note(taken.path, 'imported')
      return taken
    },
    'topology.recent': async () => recent.list(),
    async 'topology.forgetRecent'({ path }) {
      recent.forget(path)
      return {}
    },
    async 'topology.notedLinks'() {
      settleNotes(deps)
      return deps.notedLinks.list().map(note => ({
        ...note,
        models: note.models.map(({ model, ids }) => ({ model, ids: ids && [...ids] }))
      }))
    },
    async 'topology.dropNote'({ noteId }) {
      if (!deps.notedLinks.get(noteId))
        throw new AppError('unknown-link', `There is no note ${noteId} of a link.`, { note: noteId })
      deps.notedLinks.remove(noteId)
      return {}
    }
  }
}
