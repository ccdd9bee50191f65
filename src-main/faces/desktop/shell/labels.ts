/** The few words of menu, tray and notifications. Everything else is said by the window. */

const english = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  help: 'Help',
  fleet: 'Sites',
  topology: 'Topology',
  runs: 'Runs',
  schedules: 'Schedules',
  doctor: 'Doctor',
  activity: 'Activity',
  settings: 'Settings',
  recent: 'Recent topologies',
  openAtLogin: 'Open at login',
  keepInTray: 'Stay in the tray when the window is closed',
  updates: 'Look for updates by itself',
  checkUpdates: 'Look for updates…',
  diagnostics: 'Copy diagnostics',
  show: 'Show Rexxfleet',
  idle: 'Nothing is running',
  running: (count: number) => (count === 1 ? '1 run is at work' : `${count} runs are at work`),
  runWaits: 'A run waits for your decision',
  runStopped: 'A run ended early',
  runPartly: 'A run is done, except for some entities',
  workflowFailed: 'A plan failed at one of its steps',
  workflowWaits: 'A plan waits for SQL that you run',
  scheduleFailed: 'What was to run by schedule failed',
  updateNone: 'This is the newest version.',
  updateReady: (version: string) => `Version ${version} is here, and comes with the next start.`,
  updateFailed: 'It could not be found out whether there is a newer version.',
  updateUnavailable: 'This copy is not updated by itself. Install a newer one over it.',
  copied: 'Copied. No key, and no name or address of a site, is in it.'
}

export type Labels = typeof english

const german: Labels = {
  file: 'Datei',
  edit: 'Bearbeiten',
  view: 'Ansicht',
  help: 'Hilfe',
  fleet: 'Sites',
  topology: 'Topologie',
  runs: 'Läufe',
  schedules: 'Zeitpläne',
  doctor: 'Doctor',
  activity: 'Aktivität',
  settings: 'Einstellungen',
  recent: 'Letzte Topologien',
  openAtLogin: 'Bei der Anmeldung öffnen',
  keepInTray: 'Im Infobereich bleiben, wenn das Fenster geschlossen wird',
  updates: 'Selbst nach Updates sehen',
  checkUpdates: 'Nach Updates sehen…',
  diagnostics: 'Diagnose kopieren',
  show: 'Rexxfleet zeigen',
  idle: 'Nichts läuft',
  running: count => (count === 1 ? '1 Lauf arbeitet' : `${count} Läufe arbeiten`),
  runWaits: 'Ein Lauf wartet auf eine Entscheidung',
  runStopped: 'Ein Lauf endete vorzeitig',
  runPartly: 'Ein Lauf ist bis auf einige Einträge fertig',
  workflowFailed: 'Ein Plan ist an einem Schritt gescheitert',
  workflowWaits: 'Ein Plan wartet auf SQL, das Sie ausführen',
  scheduleFailed: 'Ein geplanter Lauf ist gescheitert',
  updateNone: 'Das ist die neueste Version.',
  updateReady: version => `Version ${version} ist da und kommt mit dem nächsten Start.`,
  updateFailed: 'Ob es eine neuere Version gibt, war nicht zu erfahren.',
  updateUnavailable: 'Diese Kopie aktualisiert sich nicht selbst. Eine neuere wird darüber installiert.',
  copied: 'Kopiert. Kein Schlüssel und kein Name und keine Adresse einer Site ist darin.'
}

/** By the language that was chosen in the window, else by the system's. */
export function labelsFor(chosen: unknown, locale: string): Labels {
  const language = chosen === 'de' || chosen === 'en' ? chosen : locale.slice(0, 2)
  return language === 'de' ? german : english
}
