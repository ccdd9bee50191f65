import type en from '../en/importing.ts'

export default {
  importing: {
    title: 'Sites aus einer CSV-Tabelle',
    choose: 'CSV-Datei auswählen',
    drop: 'oder hierher ziehen. Nichts wird hinzugefügt, bevor jede Zeile zu sehen war.',
    exampleTitle: 'So muss sie aussehen',
    exampleText:
      'Die erste Zeile nennt die Spalten. Name und Adresse braucht es; Umgebung, Schlagwörter, Hauptdomain, Tabellenpräfix, nur lesen und http erlaubt dürfen dazukommen. Schlüssel gehören nicht hinein: jede Site bekommt einen neuen.',
    exampleSave: 'Dieses Beispiel speichern',
    ignored: 'Spalten, die nicht gebraucht werden: {columns}',
    preview: 'Zeilen der Tabelle',
    columns: { line: 'Zeile' },
    willCome: 'Wird hinzugefügt',
    good: 'Keine Site kann hinzukommen. | 1 Site kann hinzukommen. | {n} Sites können hinzukommen.',
    bad: 'keine Zeile fällt weg | 1 Zeile fällt weg; der Grund steht daneben. | {n} Zeilen fallen weg; die Gründe stehen daneben.',
    another: 'Andere Datei auswählen',
    confirm: 'Keine Site hinzufügen | 1 Site hinzufügen | {n} Sites hinzufügen',
    nothing: 'Keine Zeile kann hinzukommen',
    adding: 'Wird hinzugefügt …',
    enrolled: 'Angemeldet',
    ready: 'Alle Endpunkte antworten',
    endpoints: 'Wartet auf sein Skript, {n} von {all} Endpunkten antworten',
    nextTitle: 'Jede Site braucht einmal ihr Skript.',
    nextText:
      'Die Skripte speichern und jedes in der Datenbank seiner Site ausführen. Rexxfleet fragt weiter und sagt hier, welche Sites bereit sind.',
    allEnrolled: 'Alle Sites sind angemeldet. Sie können nun verbunden werden.',
    saveScripts: 'Kein Skript zu speichern | 1 Skript speichern | {n} Skripte speichern',
    savedTo: 'Gespeichert in {folder}. Jede Datei enthält einen Schlüssel: nach dem Ausführen löschen.',
    enrolReady: 'Keine Site ist bereit | 1 bereite Site anmelden | {n} bereite Sites anmelden',
    noneReady: 'Anmelden, sobald eine bereit ist',
    retry: 'Nichts zu wiederholen | 1 nochmals versuchen | {n} nochmals versuchen',
    one: 'Skript …'
  }
} satisfies typeof en
