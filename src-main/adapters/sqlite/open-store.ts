import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { ActivityLog } from '../../core/shared/activity.ts'
import type { Clock, Transactions } from '../../core/shared/ports.ts'
import type { Provenance } from '../../core/replication/provenance.ts'
import type { AddedModels } from '../../core/models/by-hand/added-model.ts'
import type { NotedLinks } from '../../core/topology-file/noted-link.ts'
import type { ScheduleRepository } from '../../core/schedule/schedule.ts'
import type { Decisions } from '../../core/sync/policy.ts'
import type { History } from '../../core/report/history.ts'
import type { AgreedStates, Archive, RunRepository } from '../../core/sync/records.ts'
import type { LayoutRepository, LinkRepository } from '../../core/topology/link-repository.ts'
import type { SiteRepository } from '../../core/fleet/site-repository.ts'
import type { WorkflowRepository } from '../../core/workflow/records.ts'
import { connection, guarded, type Connection } from './connection.ts'
import { allMigrations } from './migrations/all.ts'
import { preparedDirectory } from './opening/data-directory.ts'
import { openDatabase, refuseForeign } from './opening/database.ts'
import { lockDirectory, refuseIfHeldHere } from './opening/directory-lock.ts'
import type { Migration } from './opening/migration.ts'
import { activityLog } from './repositories/activity.ts'
import { addedModelRepository } from './repositories/added-models.ts'
import { agreedStates } from './repositories/agreed-states.ts'
import { archive } from './repositories/archive.ts'
import { decisions } from './repositories/decisions.ts'
import { historyRepository } from './repositories/history.ts'
import { layoutRepository } from './repositories/layout.ts'
import { linkRepository } from './repositories/links.ts'
import { notedLinkRepository } from './repositories/noted-links.ts'
import { provenance } from './repositories/provenance.ts'
import { runRepository } from './repositories/runs.ts'
import { scheduleRepository } from './repositories/schedules.ts'
import { settingsRepository, type Settings } from './repositories/settings.ts'
import { siteRepository } from './repositories/sites.ts'
import { workflowRepository } from './repositories/workflows.ts'
import { diskFull, notWritable, translated } from './sqlite-errors.ts'

export type { Settings } from './repositories/settings.ts'

/** All that Rexxfleet remembers, except keys. Synchronous: what a call wrote is durable when it returns, unless its port says else. */
export interface Store {
  /** The data directory's real path. */
  readonly directory: string
  readonly sites: SiteRepository
  readonly layout: LayoutRepository
  readonly links: LinkRepository
  readonly notedLinks: NotedLinks
  readonly provenance: Provenance
  readonly workflows: WorkflowRepository
  readonly runs: RunRepository
  readonly agreed: AgreedStates
  readonly decisions: Decisions
  readonly archive: Archive
  readonly activity: ActivityLog
  readonly history: History
  readonly schedules: ScheduleRepository
  readonly settings: Settings
  readonly added: AddedModels
  readonly transactions: Transactions
  /** How many migrations the database has had. */
  readonly schema: number
  /** Writes a copy of the database as it is to a new file, while it goes on being used. */
  copyTo(file: string): Promise<void>
  /** Also frees the data directory for the next one. May be called twice. */
  close(): void
}

export interface StoreOptions {
  readonly clock: Pick<Clock, 'now'>
  /** For tests of migrations. */
  readonly migrations?: readonly Migration[]
}

/**
 * Opens `rexxfleet.db` in the data directory, which it makes where it is missing, and holds the directory for this process. Fails with
 * 'data-directory-not-writable', 'data-directory-in-use', 'database-newer', 'database-damaged', 'migration-failed' or 'disk-full'.
 */
export function openStore(dataDirectory: string, options: StoreOptions): Store {
  const migrations = options.migrations ?? allMigrations
  const directory = preparedDirectory(dataDirectory)
  const file = join(directory, 'rexxfleet.db')
  refuseIfHeldHere(directory)
  refuseForeign(file, migrations)
  const unlock = lockDirectory(directory)
  try {
    const sqlite = openDatabase(file, migrations, () => options.clock.now())
    return storeOn(connection(sqlite, file), directory, unlock)
  } catch (thrown) {
    unlock()
    throw openingError(thrown, file)
  }
}

function storeOn(open: Connection, directory: string, unlock: () => void): Store {
  const safe = <T extends object>(inner: T): T => guarded(open.guard, inner)
  const activity = activityLog(open)
  return {
    directory,
    sites: safe(siteRepository(open)),
    layout: safe(layoutRepository(open)),
    links: safe(linkRepository(open)),
    notedLinks: safe(notedLinkRepository(open)),
    provenance: safe(provenance(open)),
    workflows: safe(workflowRepository(open)),
    runs: safe(runRepository(open)),
    agreed: safe(agreedStates(open)),
    decisions: safe(decisions(open)),
    archive: safe(archive(open)),
    activity: safe(activity),
    history: safe(historyRepository(open)),
    schedules: safe(scheduleRepository(open)),
    settings: safe(settingsRepository(open)),
    added: safe(addedModelRepository(open)),
    transactions: safe<Transactions>({ run: work => open.together(work) }),
    schema: Number(open.sqlite.pragma('user_version', { simple: true })),
    async copyTo(file) {
      open.guard(() => activity.flush())
      closeSync(openSync(file, 'wx', 0o600))
      await open.sqlite.backup(file).catch((thrown: unknown) => {
        throw translated(thrown, file)
      })
    },
    close() {
      try {
        activity.flush()
      } catch {
        // The last answers may be lost: they read as not known.
      }
      open.sqlite.close()
      unlock()
    }
  }
}

/** SQLite's errors, and those of the file system around it. */
function openingError(thrown: unknown, file: string): unknown {
  const code = (thrown as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(file, thrown)
  if (['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR'].includes(code)) return notWritable(file, thrown)
  return translated(thrown, file)
}
