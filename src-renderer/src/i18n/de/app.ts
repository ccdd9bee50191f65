import type en from '../en/app.ts'

export default {
  nav: {
    main: 'Hauptnavigation',
    fleet: 'Flotte',
    topology: 'Topologie',
    runs: 'Läufe',
    schedules: 'Zeitpläne',
    files: 'Dateien',
    doctor: 'Doctor',
    activity: 'Aktivität',
    settings: 'Einstellungen'
  },
  app: {
    skip: 'Zum Inhalt',
    theme: 'Darstellung: {name}. Ändern',
    running: 'kein Lauf | 1 Lauf | {n} Läufe',
    lost: 'Rexxfleet antwortet nicht. Diese Seite versucht es von selbst weiter; bleibt es so, Rexxfleet neu starten.',
    notFound: 'Unter dieser Adresse gibt es nichts.',
    notices: {
      waiting: 'Ein Lauf wartet auf eine Entscheidung.',
      stopped: 'Ein Lauf wurde gestoppt.',
      partly: 'Ein Lauf endete mit fehlgeschlagenen Einträgen.'
    },
    toFleet: 'Zur Flotte'
  },
  common: {
    close: 'Schliessen',
    cancel: 'Abbrechen',
    retry: 'Nochmals versuchen',
    discard: 'Verwerfen',
    apply: 'Anwenden',
    undone: 'Rückgängig gemacht.',
    undo: 'Rückgängig',
    never: 'nie',
    now: 'jetzt',
    copy: 'Kopieren',
    copied: 'Kopiert',
    save: 'Speichern'
  },
  environment: { production: 'Produktion', staging: 'Abnahme', test: 'Test' },
  theme: { light: 'Hell', dark: 'Dunkel', system: 'Wie das System' },
  delivery: { compare: 'Abgleich', queue: 'Warteschlange', live: 'Live' }
} satisfies typeof en
