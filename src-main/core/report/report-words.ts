import type { FindingKind, Severity } from '../doctor/finding.ts'
import type { RunState } from '../sync/records.ts'
import type { ReportLanguage } from './report.ts'
import type { TroubleKind } from './summary.ts'

/** The words of a report, in one language. */
export interface ReportWords {
  readonly locale: string
  readonly report: string
  readonly fleet: string
  readonly period: string
  readonly madeAt: string
  readonly overview: string
  readonly runs: string
  readonly well: string
  readonly created: string
  readonly updated: string
  readonly removed: string
  readonly failed: string
  readonly links: string
  readonly link: string
  readonly content: string
  readonly lastRun: string
  readonly noRuns: string
  readonly noLinks: string
  readonly troubles: string
  readonly noTroubles: string
  readonly trouble: string
  readonly times: string
  readonly first: string
  readonly last: string
  readonly sites: string
  readonly site: string
  readonly mainDomain: string
  readonly availability: string
  readonly notWatched: string
  readonly findings: string
  readonly noFindings: string
  readonly notExamined: string
  readonly examined: string
  readonly state: Readonly<Record<RunState, string>>
  readonly kind: Readonly<Record<TroubleKind, string>>
  readonly severity: Readonly<Record<Severity, string>>
  readonly finding: Readonly<Record<FindingKind, string>>
}

const en: ReportWords = {
  locale: 'en-GB',
  report: 'Replication report',
  fleet: 'All sites',
  period: 'Period',
  madeAt: 'Made on',
  overview: 'Overview',
  runs: 'Runs',
  well: 'without trouble',
  created: 'Created',
  updated: 'Updated',
  removed: 'Removed',
  failed: 'Failed',
  links: 'Connections',
  link: 'Connection',
  content: 'Content',
  lastRun: 'Last run',
  noRuns: 'none in this period',
  noLinks: 'There are no connections.',
  troubles: 'Trouble',
  noTroubles: 'There was none in this period.',
  trouble: 'What happened',
  times: 'Times',
  first: 'First',
  last: 'Last',
  sites: 'Sites',
  site: 'Site',
  mainDomain: 'Main domain',
  availability: 'Answered',
  notWatched: 'not watched',
  findings: 'Findings',
  noFindings: 'nothing to complain about',
  notExamined: 'not examined in this period',
  examined: 'Examined',
  state: {
    planning: 'at work',
    waiting: 'waits for a decision',
    pushing: 'at work',
    done: 'done',
    partly: 'done in part',
    stopped: 'stopped',
    paused: 'paused',
    cancelled: 'cancelled',
    interrupted: 'interrupted'
  },
  kind: {
    away: 'A site did not answer',
    refused: 'A site refused access',
    asks: 'A person had to decide',
    partly: 'Some records stayed open',
    failed: 'The run could not be finished'
  },
  severity: { error: 'Error', warning: 'Warning', info: 'Note' },
  finding: {
    'data-source-broken': 'A data source names something that does not exist',
    'endpoint-hides-fields': 'An endpoint hides fields',
    'key-too-short': 'A key is too short to be used',
    'key-without-grants': 'A key has no rights',
    'grant-leads-nowhere': 'A right leads nowhere',
    'host-stopped': 'Sending to a receiver has stopped',
    'host-locked': 'A receiver is locked for good',
    'host-loses-changes': 'Changes for a receiver get lost',
    'host-would-remove': 'A pending change would remove records',
    'change-without-receiver': 'Changes wait without a receiver',
    'related-model-missing': 'A related kind of content is not prepared',
    'template-unsafe': 'A receiver is not addressed over https',
    'relation-rows': 'There are special rules for related content',
    'host-name-differs': 'A receiver is registered under another name',
    'sender-name-differs': 'The site is known under another name',
    'marker-shared': 'Two sites are copies of each other',
    'own-rows-left': 'Something was left behind by an earlier set-up',
    'lease-left': 'A transfer was cut off and left its lease behind',
    'mapping-dead': 'Records are remembered that are gone',
    'mapping-doubled': 'A record is remembered twice',
    'entity-sent-back': 'A record came back as a copy',
    'twins-disagree': 'Two sites disagree on what belongs together',
    'entity-unmapped': 'A record has lost its origin',
    'link-remains': 'Parts of a former link are left',
    'members-kept': 'Relations stay that were taken away at the source'
  }
}

const de: ReportWords = {
  locale: 'de-CH',
  report: 'Bericht zur Replikation',
  fleet: 'Alle Sites',
  period: 'Zeitraum',
  madeAt: 'Erstellt am',
  overview: 'Übersicht',
  runs: 'Läufe',
  well: 'ohne Schwierigkeiten',
  created: 'Neu',
  updated: 'Geändert',
  removed: 'Entfernt',
  failed: 'Fehlgeschlagen',
  links: 'Verbindungen',
  link: 'Verbindung',
  content: 'Inhalte',
  lastRun: 'Letzter Lauf',
  noRuns: 'keiner in diesem Zeitraum',
  noLinks: 'Es gibt keine Verbindungen.',
  troubles: 'Schwierigkeiten',
  noTroubles: 'In diesem Zeitraum gab es keine.',
  trouble: 'Was geschah',
  times: 'Anzahl',
  first: 'Zuerst',
  last: 'Zuletzt',
  sites: 'Sites',
  site: 'Site',
  mainDomain: 'Hauptdomain',
  availability: 'Erreichbar',
  notWatched: 'nicht beobachtet',
  findings: 'Befunde',
  noFindings: 'nichts zu beanstanden',
  notExamined: 'in diesem Zeitraum nicht untersucht',
  examined: 'Untersucht',
  state: {
    planning: 'in Arbeit',
    waiting: 'wartet auf einen Entscheid',
    pushing: 'in Arbeit',
    done: 'erledigt',
    partly: 'teilweise erledigt',
    stopped: 'angehalten',
    paused: 'pausiert',
    cancelled: 'abgebrochen',
    interrupted: 'unterbrochen'
  },
  kind: {
    away: 'Eine Site antwortete nicht',
    refused: 'Eine Site verweigerte den Zugriff',
    asks: 'Jemand musste entscheiden',
    partly: 'Einige Datensätze blieben offen',
    failed: 'Der Lauf liess sich nicht abschliessen'
  },
  severity: { error: 'Fehler', warning: 'Warnung', info: 'Hinweis' },
  finding: {
    'data-source-broken': 'Eine Datenquelle nennt etwas, das es nicht gibt',
    'endpoint-hides-fields': 'Ein Endpunkt verbirgt Felder',
    'key-too-short': 'Ein Schlüssel ist zu kurz, um zu gelten',
    'key-without-grants': 'Ein Schlüssel hat keine Rechte',
    'grant-leads-nowhere': 'Ein Recht führt ins Leere',
    'host-stopped': 'Das Senden an einen Empfänger steht still',
    'host-locked': 'Ein Empfänger ist dauernd gesperrt',
    'host-loses-changes': 'Änderungen für einen Empfänger gehen verloren',
    'host-would-remove': 'Eine wartende Änderung würde Datensätze entfernen',
    'change-without-receiver': 'Änderungen warten ohne Empfänger',
    'related-model-missing': 'Ein verwandter Inhalt ist nicht vorbereitet',
    'template-unsafe': 'Ein Empfänger wird nicht über https angesprochen',
    'relation-rows': 'Es gibt besondere Regeln für verwandte Inhalte',
    'host-name-differs': 'Ein Empfänger ist unter einem anderen Namen eingetragen',
    'sender-name-differs': 'Die Site ist unter einem anderen Namen bekannt',
    'marker-shared': 'Zwei Sites sind Kopien voneinander',
    'own-rows-left': 'Von einer früheren Einrichtung blieb etwas zurück',
    'lease-left': 'Eine Übertragung wurde abgebrochen und liess ihren Anspruch zurück',
    'mapping-dead': 'Datensätze sind vermerkt, die es nicht mehr gibt',
    'mapping-doubled': 'Ein Datensatz ist zweimal vermerkt',
    'entity-sent-back': 'Ein Datensatz kam als Kopie zurück',
    'twins-disagree': 'Zwei Sites sind uneins, was zusammengehört',
    'entity-unmapped': 'Ein Datensatz hat seine Herkunft verloren',
    'link-remains': 'Teile einer früheren Verbindung sind übrig',
    'members-kept': 'Beziehungen bleiben, die an der Quelle gelöst wurden'
  }
}

export const reportWords: Readonly<Record<ReportLanguage, ReportWords>> = { de, en }
