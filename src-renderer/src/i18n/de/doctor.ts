import type en from '../en/doctor.ts'

export default {
  doctor: {
    meta: 'keine Befunde | 1 Befund | {n} Befunde',
    examine: 'Untersuchen',
    examining: 'Untersucht …',
    neverTitle: 'Noch hat niemand nachgesehen',
    never:
      'Der Doctor sieht sich jede Site an und sagt, was nicht stimmt und was bei der nächsten Übertragung schiefginge. Geschrieben wird nichts.',
    healthy: 'Soweit zu sehen war, stimmt alles.',
    noMatch: 'Auf diesen Filter passt kein Befund.',
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
    choose: 'Was stimmt?',
    right: '{what} stimmt',
    direction: { 'this-leads': 'Diese Richtung', 'other-leads': 'Die Gegenrichtung' },
    then: {
      rename:
        '1 Zuordnung unter {host} erhält diesen Namen. | {n} Zuordnungen unter {host} erhalten diesen Namen.',
      move: '{site} zieht auf diese Hauptdomain um.',
      follow: 'Die andere Richtung wird wie diese.',
      mappings: 'Die Zuordnungen auf {site} richten sich danach.'
    },
    notMended: 'Hier nicht zu beheben, weil {why}.',
    mendNow: 'Jetzt beheben',
    mendTitle: 'Beheben: {what}',
    mendText: 'Das würde geschehen. Geschrieben wird erst, wenn Sie es sagen.',
    mended: 'Das ist behoben.',
    mendedText: 'Die Site wurde nochmals untersucht.',
    unread:
      '1 Site liess sich nicht untersuchen: {names}. | {n} Sites liessen sich nicht untersuchen: {names}.',
    unreadNext:
      'Prüfen, ob sie sich im Browser öffnen lassen, und nochmals untersuchen: Was nicht zu sehen war, ist unbekannt.',
    gaps: 'Auf {names} liess sich nicht alles lesen. Über den Rest ist nichts gesagt.',
    gapsNext: 'Fehlt ein Recht, das Anmeldeskript der Site nochmals ausführen.'
  },
  bell: {
    label: 'nichts zu entscheiden | 1 Sache zu entscheiden | {n} Sachen zu entscheiden',
    title: 'Zu entscheiden',
    nothing: 'Es gibt nichts zu entscheiden.',
    findings: '1 Befund des Doctors | {n} Befunde des Doctors',
    more: 'und 1 weiterer Lauf | und {n} weitere Läufe'
  }
} satisfies typeof en
