import type en from '../en/doctor.ts'

export default {
  doctor: {
    meta: 'keine Befunde | 1 Befund | {n} Befunde',
    examine: 'Untersuchen',
    examining: 'Untersucht …',
    never:
      'Der Doctor sieht sich jede Site an und sagt, was nicht stimmt und was bei der nächsten Übertragung schiefginge. Geschrieben wird nichts.',
    healthy: 'Soweit zu sehen war, stimmt alles.',
    lastAt: 'untersucht {when}',
    severity: { all: 'Alle', error: 'Fehler', warning: 'Warnungen', info: 'Hinweise' },
    one: { error: 'Fehler', warning: 'Warnung', info: 'Hinweis' },
    filter: 'Schwere',
    columns: { severity: 'Schwere', site: 'Site', what: 'Befund', subject: 'Betrifft', mend: 'Beheben' },
    mendable: 'lässt sich beheben',
    evidence: 'Belege',
    whatToDo: 'Was zu tun ist',
    finding: 'Befund',
    toLink: 'Verbindung zeigen',
    mend: 'Beheben …',
    choose: 'Oder sagen, was stimmt',
    choices: {
      'rename-mappings': 'Die Hauptdomain hier: Zuordnungen umbenennen …',
      'move-site': 'Der Name in den Zuordnungen: Site umziehen …',
      'this-leads': 'Diese Seite: die andere folgt ihr …',
      'other-leads': 'Die andere Seite: diese folgt ihr …'
    },
    mendNow: 'Jetzt beheben',
    mendTitle: 'Beheben: {what}',
    mendText: 'Das würde geschehen. Geschrieben wird erst, wenn Sie es sagen.',
    mended: 'Das ist behoben.',
    mendedText: 'Die Site wurde nochmals untersucht.',
    unread:
      '1 Site liess sich nicht untersuchen: {names} | {n} Sites liessen sich nicht untersuchen: {names}',
    gaps: 'Auf {names} liess sich nicht alles lesen. Über den Rest ist nichts gesagt.'
  },
  bell: {
    label: 'nichts zu entscheiden | 1 Sache zu entscheiden | {n} Sachen zu entscheiden',
    title: 'Zu entscheiden',
    nothing: 'Es gibt nichts zu entscheiden.',
    findings: '1 Befund des Doctors | {n} Befunde des Doctors',
    more: 'und 1 weiterer Lauf | und {n} weitere Läufe'
  }
} satisfies typeof en
