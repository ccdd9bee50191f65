/** Eine Verbindung, die geändert wird, und eine, von der auf einer fehlenden Site etwas übrig ist. */
export default {
  edit: {
    act: 'Ändern',
    title: 'Verbindung ändern',
    fallen: 'Was nicht mehr repliziert wird',
    keep: 'Auf der Replica behalten',
    flush: 'Von der Replica entfernen',
    keepText: 'Es bleibt dort, wie es ist, und wird wiedererkannt, wenn es wieder gewählt wird.',
    flushText:
      'Was die Replikation dort angelegt hat, wird archiviert und entfernt; dort Bearbeitetes bleibt.',
    done: 'Die Verbindung ist geändert.',
    doneText: 'Der nächste Lauf bringt, was neu ist.'
  },
  remains: {
    waiting: 'Eine Site ist noch aufzuräumen.',
    waitingText:
      'Sie hat nicht geantwortet, als die Verbindung entfernt wurde. Was dort übrig ist, wird geplant, sobald sie zurück ist.',
    back: 'Die Site ist zurück: Was dort übrig ist, kann entfernt werden.',
    backText: 'Nichts geschieht von selbst. «Abmelden» zeigt den Plan.',
    giveUp: 'Aufgeben',
    giveUpSure: 'Aufgeben: Was übrig ist, bleibt dort'
  }
}
