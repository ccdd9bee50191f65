import type en from '../en/site-page.ts'

export default {
  sitePage: {
    open: 'Alles über diese Site',
    gone: 'Diese Site ist nicht mehr in der Flotte.',
    neverChecked: 'Noch nicht geprüft. «Jetzt prüfen» fragt sie einmal.',
    answered: 'Geantwortet',
    median: 'Übliche Antwort',
    slowest: 'Langsamste',
    looks: 'Prüfungen',
    lineLabel: 'Antwortzeiten von {n} Prüfungen seit {from}',
    healthy: 'Der Doctor hat nichts gefunden, was zu beheben wäre.',
    neverExamined: 'Noch nicht untersucht. «Untersuchen» sucht nach Fehlern und schreibt nichts.',
    onSite: 'Auf der Site',
    readAt: 'gelesen um {when}',
    readAgain: 'Neu lesen',
    notRead: 'Konnte nicht gelesen werden. {why}',
    gaps: 'Nicht alles war lesbar. Was hier fehlt, sagt nichts über die Site; fehlt ein Recht, das Anmeldeskript nochmals ausführen.',
    endpoints: 'Endpunkte',
    ownEndpoints: 'und keiner von Rexxfleet | und 1 von Rexxfleet | und {n} von Rexxfleet',
    noEndpoints: 'Keine Endpunkte ausser denen der Anmeldung. Die erste Verbindung legt die anderen an.',
    noSource: 'Seine Datenquelle ist weg',
    keys: 'Schlüssel und Rechte',
    keysNote: 'Nie der Schlüssel selbst',
    noKeys: 'Auf dieser Site gibt es keinen Schlüssel.',
    key: 'Schlüssel Nummer {n}',
    tooShort: 'zu kurz, um zu taugen',
    grants: 'Kein Recht | 1 Recht | {n} Rechte',
    mayRead: '{endpoint} (lesen)',
    mayWrite: '{endpoint} (lesen und schreiben)',
    hosts: 'Empfänger',
    noHosts: 'Cloudrexx selbst sendet von hier nichts.',
    inactive: 'Nicht aktiv',
    queue: 'nichts wartet | 1 wartet | {n} warten',
    mappings: 'Zuordnungen',
    noMappings: 'Auf diese Site wurde noch nichts repliziert.',
    allActivity: 'Ganze Aktivität',
    rotate: {
      open: 'Schlüssel ersetzen',
      title: 'Schlüssel von {name} ersetzen?',
      lead: 'Rexxfleet macht einen neuen Verwaltungsschlüssel, gibt ihm die Rechte des alten, prüft, dass er geht, und entfernt den alten. Keiner von beiden wird je gezeigt.',
      readOnly:
        'Ein Schlüssel, der nur lesen darf, kann sich nicht selbst ersetzen. Stattdessen ein neues Anmeldeskript ausführen.',
      act: 'Schlüssel ersetzen',
      working: 'Wird ersetzt …',
      done: 'Der neue Schlüssel gilt, und der alte geht nicht mehr.'
    },
    move: {
      open: 'Hauptdomain ändern',
      title: 'Hauptdomain von {name} ändern',
      lead: 'Andere Sites kennen diese unter ihrer Hauptdomain. Rexxfleet sagt jeder den neuen Namen, damit nichts ein zweites Mal angelegt wird.',
      domain: 'Neue Hauptdomain',
      address: 'Neue Adresse, falls auch sie ändert',
      addressHelp: 'Leer lassen, wenn die Site weiter wie bisher erreicht wird.',
      plan: 'Planen',
      note: 'Noch ist nichts geschrieben. Das wird geändert, auf jeder Site, die sie kennt.',
      act: 'Jetzt ändern',
      done: 'Die Site hat ihren neuen Namen.',
      doneText: 'Nun dieselbe Hauptdomain in ihrer Administration setzen, unter Grundeinstellungen.'
    }
  }
} satisfies typeof en
