import type { fileErrors as en } from '../en/file-errors.ts'

/** Was an Dateien nicht stimmt, die von anderswo kommen oder dorthin gehen. */
export const fileErrors = {
  'file-unusable': {
    what: 'Diese Datei lässt sich nicht lesen oder schreiben.',
    next: 'Einen anderen Ort wählen, oder sich das Recht dazu geben.'
  },
  'file-foreign': {
    what: 'Diese Datei ist etwas anderes.',
    next: 'Eine Datei wählen, die Rexxfleet geschrieben hat.'
  },
  'file-damaged': {
    what: 'Diese Datei ist beschädigt.',
    next: 'Sie nochmals holen, wo sie herkam, oder eine ältere verwenden.'
  },
  'file-newer': {
    what: 'Diese Datei stammt von einem neueren Rexxfleet.',
    next: 'Die neuere Version installieren und nochmals versuchen.'
  },
  'file-refused': {
    what: 'Rexxfleet nimmt diese Datei nicht an.',
    next: 'Der Grund ist genannt. Sie von Rexxfleet neu schreiben lassen; nichts wurde geändert.'
  },
  'sheet-unusable': {
    what: 'Diese Tabelle mit Sites ist nicht brauchbar.',
    next: 'Es muss eine CSV-Datei sein, deren erste Zeile die Spalten nennt, darunter Name und Adresse. Berichtigen und nochmals auswählen; nichts wurde hinzugefügt.'
  },
  'file-passphrase-needed': {
    what: 'Die Schlüssel in dieser Datei sind verschlüsselt.',
    next: 'Ihre Passphrase eingeben, oder ohne die Schlüssel weitermachen.'
  },
  'file-passphrase-wrong': {
    what: 'Diese Passphrase öffnet die Datei nicht.',
    next: 'Nochmals versuchen, oder ohne die Schlüssel weitermachen.'
  },
  'restore-failed': {
    what: 'Die Sicherung liess sich nicht einspielen.',
    next: 'Alles ist wie zuvor. Eine andere Sicherung versuchen.'
  }
} satisfies typeof en
