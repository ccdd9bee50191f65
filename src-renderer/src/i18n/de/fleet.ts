import type en from '../en/fleet.ts'

export default {
  fleet: {
    meta: 'keine Sites | 1 Site | {n} Sites',
    metaFiltered: '{shown} von {n} Sites',
    add: 'Site hinzufügen',
    search: 'Sites filtern',
    environment: 'Umgebung',
    state: 'Zustand',
    tag: 'Schlagwort',
    anyEnvironment: 'Alle Umgebungen',
    anyState: 'Alle Zustände',
    anyTag: 'Alle Schlagwörter',
    clearFilter: 'Filter aufheben',
    needsSites: 'Es beginnt mit Sites in der Flotte: den eigenen, oder jenen der Demo.',
    noMatch: 'Auf diesen Filter passt keine Site.',
    table: 'Sites',
    columns: {
      select: 'Auswählen',
      site: 'Site',
      environment: 'Umgebung',
      state: 'Zustand',
      links: 'Verbindungen',
      replication: 'Abgleich',
      lastRun: 'Letzter Lauf',
      findings: 'Befunde',
      checked: 'Geprüft',
      added: 'Hinzugefügt',
      tags: 'Schlagwörter'
    },
    selectAll: 'Alle gezeigten Sites auswählen',
    selectOne: '{name} auswählen',
    finish: 'Anmeldung abschliessen',
    selected: '{n} ausgewählt',
    check: 'Prüfen',
    checking: 'Wird geprüft …',
    clearSelection: 'Auswahl aufheben',
    chooseColumns: 'Spalten wählen',
    usualColumns: 'Die üblichen Spalten',
    fromCsv: 'Aus CSV',
    filters: {
      title: 'Gespeicherte Filter',
      none: 'Einen Filter setzen, ihm hier einen Namen geben, und ihn mit einem Klick wiederfinden.',
      name: 'Name dieses Filters',
      setFirst: 'Zuerst einen Filter setzen',
      forget: 'Filter {name} vergessen',
      forgotten: 'Der Filter «{name}» ist vergessen.'
    },
    demo: 'Demo',
    states: { good: 'OK', trouble: 'Mit Problemen', pending: 'Anmeldung offen' }
  },
  firstRun: {
    title: 'Willkommen bei Rexxfleet',
    lead: 'Viele Cloudrexx-Sites im Blick, und Inhalte mit einem Zug von einer zur anderen repliziert.',
    addTitle: 'Site hinzufügen',
    addText:
      'Dazu braucht es einmal Zugang zu ihrer Datenbank, für ein SQL-Skript. Oder einen vorhandenen Verwaltungsschlüssel.',
    demoTitle: 'Demo-Flotte erkunden',
    demoText:
      'Drei erfundene Sites laufen auf diesem Computer. Verbinden, abgleichen, kaputt machen und reparieren: nichts Echtes ist betroffen.',
    several: 'Mehrere Sites auf einmal, aus einer CSV-Tabelle',
    demoStarting: 'Drei Sites starten …',
    steps: {
      enrol: 'Sites hinzufügen',
      link: 'Von einer zur anderen ziehen',
      sync: 'Abgleichen und sehen, was sich ändert'
    }
  },
  site: {
    panel: 'Site',
    name: 'Name',
    tags: 'Schlagwörter',
    addTag: 'Schlagwort hinzufügen',
    removeTag: 'Schlagwort {tag} entfernen',
    mainDomain: 'Hauptdomain',
    address: 'Adresse',
    prefix: 'Tabellenpräfix',
    access: 'Schlüssel',
    readWrite: 'darf lesen und schreiben',
    readOnly: 'darf nur lesen',
    added: 'Hinzugefügt',
    details: 'Angaben',
    health: 'Zustand',
    links: 'Verbindungen',
    noLinks: 'Noch nicht verbunden.',
    edit: 'Bearbeiten',
    linkFrom: 'Von hier verbinden',
    showOnGraph: 'Im Graphen zeigen',
    checkNow: 'Jetzt prüfen',
    remove: 'Site entfernen',
    purge: 'Überall austragen',
    purgeText:
      'Nimmt sie aus allen ihren Verbindungen, mit allem, was diese brachten. Zuerst sehen Sie den Plan.'
  },
  removeSite: {
    title: '{name} entfernen?',
    lead: 'Die Site selbst bleibt, wie sie ist. Weggenommen wird nur, was Rexxfleet dort angelegt hat.',
    takeAway: 'Anmeldung wegnehmen',
    takeAwayText:
      'Entfernt, was über REST geht, zeigt das SQL für den Rest und prüft, dass der Schlüssel nicht mehr gilt.',
    forget: 'Nur hier vergessen',
    forgetText:
      'Lässt Schlüssel und Endpunkte auf der Site, zum Beispiel weil ein anderes Rexxfleet sie benutzt.',
    act: 'Site entfernen',
    actForget: 'Site vergessen',
    working: 'Wird entfernt …',
    sqlTitle: 'Eines bleibt: dieses SQL auf der Site ausführen',
    sqlText:
      'Es entfernt den Schlüssel und die Endpunkte, die REST nicht entfernen kann. Kein Schlüssel steht darin.',
    done: '{name} ist entfernt',
    hasLinks: 'Diese Site hat Verbindungen. Zuerst diese abmelden.'
  }
} satisfies typeof en
