import type en from '../en/settings.ts'

export default {
  settings: {
    appearance: 'Aussehen',
    nextRun: 'nächstes Mal: {when}',
    toSchedules: 'Zu den Zeitplänen',
    diagnostics: 'Diagnose',
    diagnosticsHelp: 'Was eine Fehlermeldung braucht, ohne Schlüssel, Namen und Adressen von Sites.',
    diagnosticsRead: 'Zeigen',
    history: {
      title: 'Verlauf',
      itemsDays: 'Einträge von Läufen',
      itemsDaysHelp: 'Was gesendet wurde, Datensatz für Datensatz.',
      runsDays: 'Läufe',
      runsDaysHelp: 'Mit ihren Zahlen; der neuste jeder Verbindung bleibt immer.',
      activityDays: 'Aktivität',
      activityDaysHelp: 'Jede Anfrage, die auf einer Site schrieb.',
      days: 'Tage',
      tooLong: 'Einträge können nicht länger bleiben als ihre Läufe.',
      tidy: 'Älteres jetzt vergessen',
      saved: 'Der Verlauf bleibt so lange wie gewählt.',
      tidied: 'Nichts war alt genug. | 1 Eintrag ist vergessen. | {n} Einträge sind vergessen.'
    },
    limits: {
      title: 'Last auf den Sites',
      requestsPerSite: 'Anfragen gleichzeitig an eine Site',
      requestsPerSiteHelp: 'Höchstens; von selbst weniger, solange eine Site langsam ist.',
      sitesAtOnce: 'Sites gleichzeitig prüfen',
      sitesAtOnceHelp: 'Weniger, wo die Leitung dünn ist.',
      saved: 'Die neuen Grenzen gelten.'
    },
    notifications: {
      title: 'Benachrichtigungen',
      trouble: 'Melden, wenn etwas jemanden braucht',
      help: 'Eine Meldung des Systems, während man anderswo arbeitet. Sie nennt keine Site und keinen Inhalt.',
      denied:
        'Der Browser erlaubt es nicht. In seinen Einstellungen Benachrichtigungen für diese Seite zulassen.'
    },
    mail: {
      title: 'E-Mail bei Fehlschlag',
      text: 'Meldet geplante Abgleiche, die nicht gut ausgingen, auch wo kein Fenster offen ist.',
      host: 'Mailserver',
      port: 'Port',
      tls: 'Verschlüsselung',
      tlsChoice: {
        starttls: 'STARTTLS',
        implicit: 'TLS von Anfang an',
        none: 'Keine (nur dieser Computer)'
      },
      user: 'Benutzername',
      userHelp: 'Leer bei einem Server ohne Anmeldung.',
      from: 'Von',
      to: 'An',
      toHelp: 'Mehrere Adressen mit Komma dazwischen.',
      saved: 'Der Mailserver ist vermerkt.',
      password: 'Passwort',
      passwordKept: 'Ein Passwort liegt bei den Schlüsseln.',
      passwordMissing: 'Noch liegt kein Passwort da.',
      passwordGive: 'Passwort ablegen',
      passwordDone: 'Das Passwort liegt bei den Schlüsseln.',
      test: 'Testnachricht senden',
      tested: 'Der Mailserver hat die Testnachricht angenommen.',
      remove: 'Keine E-Mails mehr senden',
      removed: 'Es werden keine E-Mails mehr gesendet.'
    },
    keys: {
      title: 'Schlüssel',
      keychain: 'Im Schlüsselbund des Betriebssystems, nur für dieses Konto.',
      vault: 'In einer Datei des Datenordners, mit der Passphrase verschlüsselt.',
      along: 'Um Schlüssel auf einen anderen Computer zu bringen: die Topologie mit Schlüsseln exportieren.',
      toFiles: 'Zu den Dateien'
    },
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
    emptyTitle: 'Noch wurde nichts geschrieben',
    emptyText:
      'Jede Anfrage, die auf einer Site etwas ändert, steht hier: was und weshalb, bevor sie hinausgeht, und was die Site danach antwortet.',
    noMatch: 'Auf diesen Filter passt keine Anfrage.',
    search: 'Anfrage oder Antwort suchen',
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
