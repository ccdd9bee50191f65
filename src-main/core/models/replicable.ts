import { AppError } from '../shared/app-error.ts'
import type { Model } from './model.ts'

/** Why a model cannot be replicated: stable words, which the window puts into sentences. */
export type NotReplicable =
  | 'content-tree'
  | 'users-and-permissions'
  | 'cron-jobs'
  | 'locales'
  | 'themes'
  | 'components'
  | 'sources'
  | 'logs'
  | 'orders'
  | 'text-identifier'
  | 'management'

const refusedByClass: readonly (readonly [prefix: string, why: NotReplicable])[] = [
  ['Cx\\Core\\ContentManager\\Model\\Entity\\LogEntry', 'logs'],
  ['Cx\\Core\\ContentManager\\', 'content-tree'],
  ['Cx\\Core\\User\\', 'users-and-permissions'],
  ['Cx\\Core_Modules\\Access\\', 'users-and-permissions'],
  ['Cx\\Core_Modules\\Cron\\', 'cron-jobs'],
  ['Cx\\Core\\Locale\\', 'locales'],
  ['Cx\\Core\\Country\\', 'locales'],
  ['Cx\\Core\\View\\', 'themes'],
  ['Cx\\Core\\Core\\', 'components'],
  ['Cx\\Core\\DataSource\\', 'management'],
  ['Cx\\Core\\MediaSource\\', 'sources'],
  ['Cx\\Core_Modules\\DataAccess\\', 'management'],
  ['Cx\\Core_Modules\\Sync\\', 'management'],
  ['Cx\\Core_Modules\\LinkManager\\', 'logs'],
  ['Cx\\Core_Modules\\SysLog\\', 'logs'],
  ['Cx\\Modules\\Order\\', 'orders']
]

/** Orders and payments of whatever component: shops of newer versions, and classes of one's own. */
const aboutMoney = /\\(?:order|payment|invoice)s?(?:item|attribute|processor)?s?$/

/** Why a model is refused, or null where it can be replicated. */
export function whyNotReplicable(model: Model): NotReplicable | null {
  // PHP does not tell capitals of a class apart, and a class that is added by hand is typed.
  const name = model.name.toLowerCase()
  const refused = refusedByClass.find(([prefix]) => name.startsWith(prefix.toLowerCase()))
  if (refused) return refused[1]
  if (aboutMoney.test(name)) return 'orders'
  // The replica looks its mapping up with LIKE, where an underscore in a text id matches anything.
  if (model.identifier.some(field => !['integer', 'smallint'].includes(field.type) && !field.association)) {
    return 'text-identifier'
  }
  return null
}

const reasons: Readonly<Record<NotReplicable, string>> = {
  'content-tree': 'the tree of pages holds positions that are only right on its own site',
  'users-and-permissions': 'it decides who may do what',
  'cron-jobs': 'its commands would run on the replica',
  locales: 'languages are set up on each site',
  themes: 'what a site looks like is set up on each site',
  components: 'it says what is installed on a site',
  sources: 'it says where a site keeps its files',
  logs: 'it records what happened on one site',
  orders: 'it holds orders and payments',
  'text-identifier': 'its ids are texts, which a replica cannot tell apart for sure',
  management: 'it belongs to the set-up of replication itself'
}

/** Fails with 'model-not-replicable' where a model is refused. */
export function assertReplicable(model: Model): void {
  const why = whyNotReplicable(model)
  if (!why) return
  throw new AppError(
    'model-not-replicable',
    `${model.shortName} is not replicated: ${reasons[why]}. Choose another model.`,
    {
      model: model.name,
      why
    }
  )
}
