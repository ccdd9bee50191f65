import type { siteErrors as en } from '../en/site-errors.ts'

/** Was eine Site statt dessen antwortet, wonach sie gefragt wurde. */
export const siteErrors = {
  'site-unreachable': {
    what: 'Die Site ist nicht erreichbar.',
    next: 'Prüfen, ob sie sich im Browser öffnet, und nochmals versuchen.'
  },
  'site-timeout': {
    what: 'Die Site hat zu lange nicht geantwortet.',
    next: 'Es gleich nochmals versuchen.'
  },
  'site-maintenance': {
    what: 'Die Site ist in Wartung.',
    next: 'Nochmals versuchen, wenn die Wartungsseite weg ist.'
  },
  'site-refused': {
    what: 'Die Site lehnt den Schlüssel ab.',
    next: 'Das Anmelde-SQL auf dieser Site nochmals ausführen oder einen anderen Schlüssel angeben.'
  },
  'site-answer-empty': {
    what: 'Die Site schickt statt dieser Datensätze eine leere Antwort.',
    next: 'Meist enthält einer davon einen Text, der kein gültiges UTF-8 ist. In der Datenbank der Site berichtigen, dann nochmals versuchen.'
  },
  'site-answered-badly': {
    what: 'Die Site hat etwas Unerwartetes geantwortet.',
    next: 'Die Antwort steht in der Aktivität. Bleibt es so, ins Fehlerprotokoll der Site schauen.'
  },
  'site-busy': {
    what: 'Die Site hat gerade zu viel zu tun.',
    next: 'Es gleich nochmals versuchen.'
  },
  'entity-not-found': {
    what: 'Die Site hat diesen Datensatz nicht mehr.',
    next: 'Die Verbindung nochmals abgleichen; der Vergleich findet, was fehlt.'
  },
  'name-taken': { what: 'Dieser Name ist schon vergeben.', next: 'Einen anderen Namen wählen.' },
  'row-in-use': {
    what: 'Etwas anderes auf der Site braucht das noch.',
    next: 'Im Plan nachsehen, was es verwendet, dieses zuerst entfernen und nochmals versuchen.'
  },
  'value-refused': {
    what: 'Die Site lehnt einen Wert ab.',
    next: 'Das Feld auf dem Primary korrigieren und diesen Datensatz wiederholen.'
  },
  'redirect-locks-out': {
    what: 'Diese Weiterleitung würde die Replica aussperren.',
    next: 'Sie fängt dort /api/ oder /cadmin/ ab und wurde nicht gesendet. Auf dem Primary ändern; wenn sie stimmt, diesen Datensatz einzeln wiederholen.'
  },
  'mapping-doubled': {
    what: 'Die Replica kennt diesen Datensatz doppelt.',
    next: 'Auf der Replica eine der zwei Kopien entfernen und wiederholen.'
  }
} satisfies typeof en
