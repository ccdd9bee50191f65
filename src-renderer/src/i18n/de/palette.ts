import type en from '../en/palette.ts'

export default {
  palette: {
    title: 'Wohin oder was',
    search: 'Suchen oder Befehl ausführen',
    hint: 'Eine Site, eine Verbindung, eine Seite oder ein Befehl',
    page: 'Seite',
    link: 'Verbindung',
    act: 'Befehl',
    acts: {
      addSite: 'Site hinzufügen',
      importSites: 'Sites aus einer CSV-Tabelle hinzufügen',
      checkAll: 'Alle Sites prüfen',
      examineAll: 'Alle Sites untersuchen',
      syncAll: 'Alle Verbindungen abgleichen',
      compareAll: 'Alle Verbindungen vergleichen',
      addSchedule: 'Zeitplan hinzufügen',
      exportTopology: 'Topologie exportieren',
      importTopology: 'Topologie importieren',
      backup: 'Sicherung schreiben',
      report: 'Bericht schreiben',
      exportActivity: 'Aktivität exportieren',
      light: 'Zur hellen Darstellung wechseln',
      dark: 'Zur dunklen Darstellung wechseln',
      german: 'Auf Deutsch wechseln',
      english: 'Switch to English',
      shortcuts: 'Alle Tastenkürzel zeigen'
    },
    sync: '{link} abgleichen',
    compare: '{link} vergleichen',
    check: '{site} prüfen',
    examine: '{site} untersuchen',
    linkFrom: 'Von {site} aus verbinden',
    rotate: 'Neuer Schlüssel für {site}',
    edit: '{link} ändern',
    deregister: '{link} austragen',
    purge: '{site} überall austragen (über {link})',
    nothing: 'So heisst nichts.',
    open: 'Wohin oder was ({keys})'
  },
  shortcuts: {
    title: 'Tastenkürzel',
    everywhere: 'Auf jeder Seite',
    pages: 'Zu einer Seite',
    onGraph: 'Auf dem Graphen',
    control: 'Strg',
    palette: 'Suchen, hingehen, ausführen',
    sheet: 'Diese Übersicht',
    filter: 'In den Filter der Seite',
    add: 'Site hinzufügen',
    close: 'Schliessen, was offen ist',
    graphTab: 'Von Karte zu Karte',
    graphLink: 'Von dieser Site aus verbinden',
    graphOpen: 'Öffnen, was den Fokus hat'
  }
} satisfies typeof en
