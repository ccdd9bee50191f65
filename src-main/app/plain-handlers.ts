import type { Handlers } from '../contract/calls.ts'
import type { ModelView, SiteView } from '../contract/shapes.ts'
import { allModels, isByHand } from '../core/models/catalogue.ts'
import { changeDateOf } from '../core/models/change-date.ts'
import { broughtAlong } from '../core/models/closure.ts'
import { plainIdsOf } from '../core/models/plain-ids.ts'
import type { Model } from '../core/models/model.ts'
import { whyNotReplicable } from '../core/models/replicable.ts'
import type { LayoutRepository } from '../core/topology/link-repository.ts'
import type { Json } from '../core/shared/json.ts'
import type { Notes } from '../core/shared/ports.ts'
import { usualFolder } from './files/usual-folder.ts'
import type { LinkViews } from './links/link-views.ts'

export interface PlainHandlerDeps {
  readonly version: string
  readonly dataDirectory: string
  readonly keyStore: 'keychain' | 'vault'
  readonly clipboard: boolean
  readonly settings: Notes
  readonly layout: LayoutRepository
  readonly views: LinkViews
  readonly siteViews: () => Promise<SiteView[]>
}

type PlainCalls =
  'app.info' | 'settings.get' | 'settings.set' | 'models.list' | 'topology.get' | 'topology.place'

/** What the window may remember. Everything else in the settings belongs to the program itself. */
const preferences = 'preferences'

/** Calls that only read, or only remember something small. */
export function createPlainHandlers(deps: PlainHandlerDeps): Pick<Handlers, PlainCalls> {
  const { settings, layout } = deps
  const remembered = (): Record<string, Json> => (settings.get(preferences) ?? {}) as Record<string, Json>

  return {
    async 'app.info'() {
      const { version, dataDirectory, keyStore, clipboard } = deps
      return { version, dataDirectory, filesFolder: usualFolder(), keyStore, clipboard }
    },
    'settings.get': async () => remembered() as never,
    async 'settings.set'({ key, value }) {
      settings.set(preferences, { ...remembered(), [key]: value as Json })
      return {}
    },
    'models.list': async () => allModels().map(modelView),
    async 'topology.get'() {
      const positions = Object.fromEntries([...layout.positions()].map(([id, { x, y }]) => [id, { x, y }]))
      return { sites: await deps.siteViews(), links: deps.views.list(), positions }
    },
    async 'topology.place'({ siteId, position }) {
      layout.place(siteId, position)
      return {}
    }
  }
}

function modelView(model: Model): ModelView {
  const brought = broughtAlong(model)
  const why = [model, ...brought].map(whyNotReplicable).find(reason => reason !== null) ?? null
  return {
    name: model.name,
    shortName: model.shortName,
    added: isByHand(model.name),
    replicable: why === null,
    why,
    needs: brought.map(other => other.shortName),
    notMapped: [...plainIdsOf(model)],
    changeDate: changeDateOf(model)
  }
}
