import type { ItemAction, ItemState } from '../sync/records.ts'
import type { ReportLanguage } from './report.ts'

/** The words of the page about one run, in one language. */
export interface RunWords {
  readonly run: string
  readonly started: string
  readonly requests: string
  readonly megabytes: string
  readonly seconds: string
  readonly perSecond: string
  readonly unchanged: string
  readonly items: string
  readonly columns: readonly string[]
  readonly empty: string
  readonly action: Readonly<Record<ItemAction, string>>
  readonly itemState: Readonly<Record<ItemState, string>>
}

export const runWords: Readonly<Record<ReportLanguage, RunWords>> = {
  en: {
    run: 'Replication run',
    started: 'Started',
    requests: 'Requests',
    megabytes: 'MB received',
    seconds: 'Seconds',
    perSecond: 'Records sent a second',
    unchanged: 'Unchanged',
    items: 'Records',
    columns: [
      'Kind',
      'Title',
      'On the primary',
      'On the replica',
      'To do',
      'State',
      'What differs, or went wrong'
    ],
    empty: 'empty',
    action: {
      create: 'Create',
      update: 'Update',
      delete: 'Remove',
      conflict: 'Conflict',
      blocked: 'Blocked'
    },
    itemState: {
      open: 'open',
      sending: 'being sent',
      done: 'done',
      failed: 'failed',
      unknown: 'not known',
      skipped: 'left out'
    }
  },
  de: {
    run: 'Lauf der Replikation',
    started: 'Begonnen',
    requests: 'Anfragen',
    megabytes: 'MB empfangen',
    seconds: 'Sekunden',
    perSecond: 'Datensätze je Sekunde gesendet',
    unchanged: 'Unverändert',
    items: 'Datensätze',
    columns: [
      'Art',
      'Titel',
      'Auf dem Primary',
      'Auf der Replica',
      'Zu tun',
      'Zustand',
      'Was abweicht oder misslang'
    ],
    empty: 'leer',
    action: {
      create: 'Anlegen',
      update: 'Ändern',
      delete: 'Entfernen',
      conflict: 'Konflikt',
      blocked: 'Blockiert'
    },
    itemState: {
      open: 'offen',
      sending: 'wird gesendet',
      done: 'erledigt',
      failed: 'fehlgeschlagen',
      unknown: 'ungewiss',
      skipped: 'ausgelassen'
    }
  }
}
