import type en from '../en/files.ts'

export default {
  files: {
    saveAs: 'Speichern als',
    pathHelp: 'Auf dem Computer, auf dem Rexxfleet läuft. Eine Datei von etwas anderem wird nie ersetzt.',
    passphrase: 'Passphrase',
    passphraseHelp: 'Mindestens {n} Zeichen. Niemand kann sie zurückbringen.',
    passphraseAgain: 'Nochmals dieselbe',
    passphraseDiffers: 'Die beiden sind verschieden.',
    export: {
      title: 'Topologie exportieren',
      lead: 'Sites, Verbindungen, Schlagwörter und Anordnung als eine Datei, für einen anderen Computer oder jemanden im Team. Kein Schlüssel ist darin, ausser auf Wunsch.',
      agreed: 'Mit vereinbarten Ständen',
      agreedHelp: 'was beide Seiten zuletzt gemeinsam hatten; macht die Datei grösser',
      keys: 'Mit den Verwaltungsschlüsseln, verschlüsselt',
      keysHelp: 'wer Datei und Passphrase hat, kann auf all diesen Sites schreiben',
      act: 'Datei schreiben',
      done: '{path} enthält {sites}, {links} und {keys}.',
      keyCount: 'keinen Schlüssel | 1 Schlüssel | {n} Schlüssel',
      withoutKey: 'Hier gibt es keinen Schlüssel für: {names}',
      leftOut:
        'Keine Demo-Site fehlt. | 1 Demo-Site fehlt: sie läuft nur auf diesem Computer. | {n} Demo-Sites fehlen: sie laufen nur auf diesem Computer.'
    },
    import: {
      title: 'Topologie importieren',
      lead: 'Zuerst ein Blick auf das, was die Datei sagt, dann die Entscheidung. Sites, die schon hier sind, bleiben, wie sie sind, und keine Verbindung wird dadurch eingerichtet.',
      path: 'Topologiedatei',
      pathHelp: 'Ihr ganzer Pfad auf dem Computer, auf dem Rexxfleet läuft.',
      look: 'Hineinschauen',
      written: 'Noch ist nichts übernommen. Die Datei wurde {when} von Rexxfleet {version} geschrieben.',
      planLabel: 'Was aus jeder Site und Verbindung würde',
      leaveKeys: 'Schlüssel weglassen',
      leaveKeysHelp: 'die Sites brauchen dann einmal ihr Skript oder ihren Schlüssel',
      passphraseHelp:
        'Jene, mit der die Datei geschrieben wurde. Sie wird einmal gebraucht und nirgends aufbewahrt.',
      act: 'Neues übernehmen: keine Site | 1 Site übernehmen | {n} Sites übernehmen',
      done: 'Keine neue Site ist dazugekommen. | 1 Site ist dazugekommen. | {n} Sites sind dazugekommen.',
      doneText:
        'Keine Verbindung ist vorgemerkt. | 1 Verbindung ist oben vorgemerkt: anlegen, wenn ihre Sites antworten. | {n} Verbindungen sind oben vorgemerkt: anlegen, wenn ihre Sites antworten.'
    },
    recent: {
      title: 'Zuletzt gebraucht',
      exported: 'geschrieben {when}',
      imported: 'übernommen {when}',
      gone: 'nicht mehr da',
      look: 'Hineinschauen',
      forget: 'Aus der Liste nehmen'
    },
    noted: {
      title: 'Verbindungen, von denen eine Datei sagte',
      lead: 'Sie sind nur vorgemerkt. Eine anzulegen ist ein Plan wie jeder andere.',
      make: 'Anlegen …',
      drop: 'Vergessen'
    },
    backup: {
      title: 'Sicherung',
      lead: 'Alles, was Rexxfleet sich merkt, als Ordner: Sites, Verbindungen, vereinbarte Stände, Läufe und Einstellungen.',
      folder: 'Neuer Ordner',
      folderHelp: 'Es darf ihn noch nicht geben.',
      act: 'Sicherung schreiben',
      working: 'Wird geschrieben …',
      done: '{path} ist geschrieben ({size}).',
      vault: 'Der Schlüsseltresor ist darin, verschlüsselt wie hier: seine Passphrase aufbewahren.',
      keychain:
        'Die Schlüssel bleiben im Schlüsselbund dieses Computers; um sie mitzunehmen, die Topologie mit Schlüsseln exportieren.',
      restore: 'Zurück mit «rexxfleet restore ORDNER», während kein Fenster offen ist.'
    },
    report: {
      title: 'Bericht',
      lead: 'Was in einem Zeitraum für einen Kunden repliziert wurde, als eine Seite zum Lesen, Drucken oder Verschicken.',
      about: 'Worüber',
      fleet: 'Die ganze Flotte',
      to: 'Bis und mit',
      act: 'Bericht schreiben',
      done: '{path} berichtet von keinem Lauf. | {path} berichtet von 1 Lauf. | {path} berichtet von {n} Läufen.'
    }
  }
} satisfies typeof en
