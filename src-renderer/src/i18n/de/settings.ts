import type en from '../en/settings.ts'

export default {
  settings: {
    appearance: 'Aussehen',
    language: 'Sprache',
    theme: 'Darstellung',
    about: 'Über Rexxfleet',
    version: 'Version',
    dataDirectory: 'Datenordner',
    keyStore: 'Schlüssel liegen in',
    demo: 'Demo-Flotte',
    demoText: 'Die erfundenen Sites, ihre Verbindungen und Läufe.',
    removeDemo: 'Demo-Flotte entfernen',
    removing: 'Wird entfernt …',
    demoRemoved: 'Die Demo-Flotte ist weg.'
  },
  activity: {
    text: 'Jede Anfrage, die auf einer Site schreibt, die neuste zuerst',
    empty: 'Noch wurde auf keiner Site etwas geschrieben.',
    noMatch: 'Auf diesen Filter passt keine Anfrage.',
    search: 'Pfad, Formular, Antwort durchsuchen',
    anySite: 'Alle Sites',
    anyActor: 'Abläufe und Läufe',
    anyOutcome: 'Jeder Ausgang',
    from: 'Von',
    to: 'bis',
    export: {
      open: 'Exportieren',
      title: 'Aktivität exportieren',
      all: 'Alle Anfragen, die aufbewahrt sind, die neuste zuerst. Kein Schlüssel ist darin.',
      filtered: 'Alle Anfragen, die auf den Filter passen, die neuste zuerst. Kein Schlüssel ist darin.',
      format: 'Format',
      act: 'Datei schreiben',
      done: 'Keine Anfrage ist in {path}. | 1 Anfrage ist in {path}. | {n} Anfragen sind in {path}.'
    },
    site: 'Site',
    columns: {
      at: 'Wann',
      site: 'Site',
      actor: 'Durch',
      request: 'Anfrage',
      outcome: 'Ausgang',
      duration: 'Dauer'
    },
    run: 'Lauf',
    workflow: 'Ablauf',
    details: 'Anfrage',
    body: 'Inhalt',
    answer: 'Antwort',
    none: 'Keine Antwort verzeichnet.',
    openRun: 'Lauf öffnen'
  }
} satisfies typeof en
