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
    text: 'Jede Anfrage, die auf einer Site schreibt, die neuste zuerst. Schlüssel werden nie verzeichnet.',
    empty: 'Noch wurde auf keiner Site etwas geschrieben.',
    anySite: 'Alle Sites',
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
