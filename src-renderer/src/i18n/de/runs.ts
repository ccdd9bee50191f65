import type en from '../en/runs.ts'

const planned = {
  create: '{n} anzulegen',
  update: '{n} zu ändern',
  delete: '{n} zu löschen',
  conflict: '1 Konflikt | {n} Konflikte',
  blocked: '{n} blockiert',
  failed: '{n} fehlgeschlagen',
  unchanged: '{n} unverändert'
}

export default {
  runs: {
    meta: 'keine Läufe | 1 Lauf | {n} Läufe',
    emptyTitle: 'Noch kein Lauf',
    emptyText:
      'Ein Lauf vergleicht beide Sites einer Verbindung und sendet, was sich unterscheidet. Er beginnt bei einer Verbindung im Graphen, in der Flotte für mehrere Sites zugleich, oder nach einem Zeitplan.',
    noMatch: 'Auf diesen Filter passt kein Lauf.',
    toList: 'Alle Läufe',
    filter: 'Filter',
    which: { all: 'Alle', active: 'Laufend', needs: 'Zu entscheiden' },
    last: 'Letzte Läufe',
    noneYet: 'Noch nie abgeglichen.',
    linkGone: 'Abgemeldete Verbindung',
    fromTo: '{from} zu {to}',
    columns: {
      link: 'Verbindung',
      state: 'Zustand',
      result: 'Ergebnis',
      started: 'Begonnen',
      duration: 'Dauer',
      model: 'Modell',
      title: 'Titel',
      what: 'Was',
      tries: 'Versuche',
      time: 'Zeit'
    },
    counts: {
      planned,
      plain: { ...planned, create: '{n} anlegen', update: '{n} ändern', delete: '{n} löschen' },
      done: { ...planned, create: '{n} angelegt', update: '{n} geändert', delete: '{n} gelöscht' }
    },
    sentOf: '{sent} von {all}',
    rate: 'Tempo',
    left: 'Noch',
    progress: 'Fortschritt des Laufs',
    requests: '1 Anfrage | {n} Anfragen',
    received: '{size} empfangen',
    pause: 'Pausieren',
    pauseText: 'Was unterwegs ist, wird noch vermerkt; der Lauf lässt sich jederzeit fortsetzen.',
    paused: 'Pausiert.',
    pausedText:
      'Was unterwegs war, ist vermerkt. Kein Zeitplan nimmt die Verbindung auf, bis jemand fortsetzt oder abbricht.',
    cancel: 'Abbrechen',
    cancelText:
      'Was unterwegs ist, wird noch vermerkt. Zeitpläne und neue Läufe nehmen die Verbindung wieder auf.',
    cancelled: 'Abgebrochen.',
    cancelledText:
      'Was unterwegs war, ist vermerkt. Ein neuer Lauf vergleicht neu; Fortsetzen sendet den Rest von diesem.',
    dontSend: 'Nicht senden',
    resume: 'Fortsetzen',
    waits: 'Dieser Lauf wartet auf einen Entscheid.',
    goOn: 'Weiterfahren',
    allowRemovals: '1 Entfernung zulassen | {n} Entfernungen zulassen',
    byModel: 'Nach Modell',
    heldBack: '1 zurückgehalten | {n} zurückgehalten',
    everyModel: 'Alle Modelle',
    search: 'Titel oder ID',
    noItemFits: 'Auf diesen Filter passt kein Datensatz.',
    items: 'Datensätze dieses Laufs',
    item: 'Datensatz',
    choice: { all: 'Alle', needs: 'Zu entscheiden', create: 'Anlegen', update: 'Ändern', delete: 'Löschen' },
    failed: 'keine fehlgeschlagen | 1 fehlgeschlagen | {n} fehlgeschlagen',
    blockedOpen: '1 blockiert. | {n} blockiert.',
    retryFailed: '1 fehlgeschlagenen wiederholen | {n} fehlgeschlagene wiederholen',
    nothingToDo: 'Nichts zu übertragen: beide Sites waren gleich.',
    nothingNeeds: 'Nichts zu entscheiden.',
    previous: 'Voriger Datensatz',
    next: 'Nächster Datensatz',
    onReplica: 'auf der Replica {id}',
    whatToDo: 'Was zu tun ist',
    advice: {
      conflict: 'Entscheiden, welcher Stand gilt. Nur dieser Datensatz wird berührt.',
      blocked: 'Zuerst abgleichen, wozu er gehört; er folgt dann von selbst.'
    },
    difference: 'Unterschied',
    fieldsDiffer: '1 Feld weicht ab | {n} Felder weichen ab',
    field: 'Feld',
    primaryValue: 'Primary, zu senden',
    replicaValue: 'Replica jetzt',
    takeFrom: { primary: '{field} vom Primary nehmen', replica: '{field} der Replica behalten' },
    fieldsLeft: 'Für 1 weiteres Feld eine Seite wählen. | Für {n} weitere Felder eine Seite wählen.',
    fieldsChosen: 'Jedes Feld hat seine Seite.',
    decideFields: 'Feld für Feld entscheiden',
    emptyValue: 'leer',
    request: 'Anfrage',
    tries: '1 Versuch | {n} Versuche',
    answer: 'Antwort der Site',
    nothingMore: 'Mehr ist zu diesem Datensatz nicht zu sagen.',
    copyReport: 'Bericht kopieren',
    retryThis: 'Diesen wiederholen',
    retryLater: 'Wiederholen, wenn der Lauf zu Ende ist',
    export: {
      title: 'Diesen Lauf exportieren',
      act: 'Exportieren',
      format: 'Format',
      titles: { html: 'Seite zum Lesen und Drucken', csv: 'CSV', json: 'JSON' },
      texts: {
        html: 'Die Zahlen und jeder Datensatz, in Ihrer Sprache.',
        csv: 'Eine Zeile je Datensatz, für eine Tabelle.',
        json: 'Alles, was über den Lauf bekannt ist, für ein Programm.'
      },
      done: '1 Datensatz wurde geschrieben. | {n} Datensätze wurden geschrieben.',
      copyPath: 'Pfad kopieren'
    },
    compare: {
      title: 'Zwei Läufe verglichen',
      withBefore: 'Vergleichen',
      back: 'Zurück zum Lauf',
      earlier: 'Früherer Lauf',
      later: 'Späterer Lauf',
      figure: 'Zahl',
      between: 'Dazwischen',
      figures: {
        create: 'Anlegen',
        update: 'Ändern',
        delete: 'Löschen',
        unchanged: 'Unverändert',
        conflict: 'Konflikte',
        blocked: 'Blockiert',
        failed: 'Fehlgeschlagen',
        requests: 'Anfragen'
      },
      added: 'Neu im späteren Lauf',
      still: 'In beiden',
      settled: 'Seit dem früheren Lauf erledigt',
      none: 'Nichts.',
      more: 'und {n} weitere'
    }
  }
} satisfies typeof en
