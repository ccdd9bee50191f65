import type en from '../en/discovery.ts'

/** Replikation, welche die Sites schon haben. */
export default {
  discovery: {
    title: 'Vorhandene Replikation suchen',
    lead: 'Rexxfleet liest Empfänger, Rechte, Replikationszeilen und Zuordnungen aller angemeldeten Sites. Geschrieben wird nichts, weder dort noch hier.',
    pending:
      'Alle Sites sind angemeldet. | 1 Site ist noch nicht angemeldet und wird ausgelassen. | {n} Sites sind noch nicht angemeldet und werden ausgelassen.',
    looking: 'Alle Sites werden angeschaut …',
    found: 'Keine Replikation gefunden | 1 Replikation gefunden | {n} Replikationen gefunden',
    again: 'Nochmals suchen',
    already: 'Replizieren Sites schon?',
    alreadyText:
      'Rexxfleet sucht danach und übernimmt als Verbindung, was da ist. Das Suchen schreibt nichts.',
    allRecords: 'alle Datensätze',
    onlyIds: 'nur {ids}',
    mapped: 'noch nichts auf der Replica | 1 Datensatz zugeordnet | {n} Datensätze zugeordnet',
    rowOff: 'Replikationszeile ausgeschaltet',
    noRight: 'der Schlüssel darf es nicht schreiben',
    notALink: 'Kann keine Verbindung sein: {why}.',
    noModels: 'Ein Empfänger ist eingetragen, aber kein Modell für ihn.',
    delivery: {
      compare: 'Cloudrexx überträgt nicht',
      queue: 'Cloudrexx sammelt Änderungen in der Warteschlange',
      live: 'Cloudrexx überträgt selbst'
    },
    waits: 'nichts wartet | 1 Änderung wartet | {n} Änderungen warten',
    knownByTitle: 'Erkannt an',
    knownBy: {
      key: 'Schlüssel, den die Replica kennt',
      address: 'Adresse des Empfängers',
      name: 'Name des Empfängers',
      mappings: 'Zuordnungen auf der Replica'
    },
    /** Was vor dem Übernehmen anzuschauen ist. */
    note: {
      'host-inactive': 'Der Empfänger ist ausgeschaltet: zurzeit wird nichts übertragen.',
      'host-name-differs': 'Der Empfänger heisst {host}; das ist nicht die Hauptdomain der Replica.',
      'key-unknown-to-replica':
        'Die Replica kennt den Schlüssel nicht, mit dem der Primary überträgt, und lehnt alles ab.',
      'not-granted': 'Der Schlüssel darf auf der Replica nicht alle diese Modelle schreiben.',
      'only-some-entities': 'Nur ausgewählte Datensätze eines Modells gehen zur Replica.'
    },
    widens:
      'Datensätze lassen sich nur in einer Richtung auswählen. Mit der Verbindung, die schon zurückführt, gingen alle mit.',
    isLink: 'Ist schon eine Verbindung',
    isStaged: 'Ist schon geplant',
    showLink: 'Verbindung zeigen',
    showPlan: 'Plan zeigen',
    planFirst: 'Zeigt zuerst einen Plan und schreibt nichts.',
    takeOver: 'Übernehmen',
    bothOf: '{one} und {other}, in beide Richtungen',
    bothText:
      'Diese beiden replizieren sich gegenseitig. Als eine Verbindung in beide Richtungen haben sie einen Plan und ein Rückgängig.',
    hitch: {
      'models-differ':
        'Die beiden Richtungen tragen verschiedene Modelle; beide Richtungen nehmen dieselben. Einzeln übernehmen.',
      'only-some-entities':
        'Nur gewählte Datensätze gehen mit; in beide Richtungen wären es alle. Einzeln übernehmen.',
      'pairs-crossed':
        'Die Zuordnungen widersprechen sich. | Die Zuordnungen der beiden Sites widersprechen sich bei 1 Datensatz: Kopien davon gingen im Kreis. Zuerst eine Richtung übernehmen, und den Doctor beheben lassen. | Die Zuordnungen der beiden Sites widersprechen sich bei {n} Datensätzen: Kopien davon gingen im Kreis. Zuerst eine Richtung übernehmen, und den Doctor beheben lassen.'
    },
    takeOverBoth: 'Beide Richtungen übernehmen',
    nothingToTake: 'Nichts davon kann eine Verbindung sein. Es läuft weiter wie bisher.',
    cannot: 'Lässt sich nicht übernehmen: {why}.',
    unread: 'Nicht oder nur zum Teil gelesen',
    unreadText: 'Was von diesen Sites ausgeht oder dort ankommt, fehlt oben vielleicht.',
    strangers: 'Empfänger, die nicht in der Flotte sind',
    strangersText:
      'Diese Sites zur Flotte hinzufügen und nochmals suchen, um zu übernehmen, was zu ihnen geht.',
    off: 'ausgeschaltet',
    noneTitle: 'Nichts zu übernehmen',
    noneText:
      'Keine der gelesenen Sites hat einen Empfänger, der eine Site der Flotte ist, oder Zuordnungen von einer. Was Cloudrexx oder jemand später einrichtet, findet sich hier. Eine neue Verbindung beginnt mit dem Ziehen vom Punkt einer Karte zu einer anderen.'
  }
} satisfies typeof en
