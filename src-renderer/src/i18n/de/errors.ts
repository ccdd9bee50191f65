import { fileErrors } from './file-errors.ts'
import { modelErrors } from './by-hand.ts'
import { languageErrors } from './languages.ts'
import { mailErrors } from './mail-errors.ts'
import { siteErrors } from './site-errors.ts'
import type en from '../en/errors.ts'

/** Jeder Fehler: was geschah, und was zu tun ist. */
export default {
  'invalid-input': {
    what: 'Etwas an dieser Eingabe passt nicht.',
    next: 'Die markierten Felder prüfen und nochmals versuchen.'
  },
  'unknown-site': {
    what: 'Diese Site ist nicht mehr in der Flotte.',
    next: 'Zurück zur Flotte und eine andere wählen.'
  },
  'unknown-link': {
    what: 'Diese Verbindung gibt es nicht mehr.',
    next: 'Im Graphen eine andere wählen.'
  },
  'unknown-run': { what: 'Dieser Lauf ist nicht verzeichnet.', next: 'In der Liste einen anderen wählen.' },
  'unknown-workflow': { what: 'Diesen Plan gibt es nicht mehr.', next: 'Den Plan neu erstellen.' },
  'unknown-model': { what: 'Eines der Modelle ist unbekannt.', next: 'Die Modelle neu wählen.' },
  'model-not-replicable': {
    what: 'Eines der Modelle lässt sich nicht replizieren.',
    next: 'Es weglassen; die Liste der Modelle sagt, warum.'
  },
  'mend-undecided': {
    what: 'Nur Sie können sagen, welches von beiden stimmt.',
    next: 'Ansehen, was der Befund von beiden sagt, und einen seiner Wege wählen.'
  },
  'not-supported-here': {
    what: 'Das kann diese Version noch nicht.',
    next: 'Einen anderen Weg wählen: Verbindungen gehen in eine Richtung, mit der Zustellung Abgleich.'
  },
  'address-invalid': {
    what: 'Das ist keine Webadresse.',
    next: 'So eingeben, wie der Browser sie zeigt, etwa https://www.example.ch.'
  },
  'address-needs-https': {
    what: 'Diese Adresse ist nicht verschlüsselt.',
    next: 'https:// verwenden, oder unten http zulassen, wenn es eine Entwicklungssite ist.'
  },
  'address-redirects': {
    what: 'Diese Adresse führt zu einem anderen Host.',
    next: 'Die Adresse eingeben, die der Browser am Ende zeigt.'
  },
  'address-not-a-site': {
    what: 'Unter dieser Adresse antwortet kein Cloudrexx.',
    next: 'Die Adresse prüfen, auch den Ordner, falls die Site in einem liegt.'
  },
  'certificate-invalid': {
    what: 'Das Zertifikat dieser Site ist ungültig.',
    next: 'Beim Webhoster erneuern lassen und nochmals versuchen.'
  },
  ...siteErrors,
  'key-length': {
    what: 'Ein Schlüssel hat genau 32 Zeichen.',
    next: 'Nochmals kopieren, ohne Leerzeichen darum herum.'
  },
  'key-without-grants': {
    what: 'Dieser Schlüssel darf die Verwaltungsendpunkte nicht benutzen.',
    next: 'Einen neuen Schlüssel per SQL wählen; das Skript legt Schlüssel und Rechte an.'
  },
  'key-missing': {
    what: 'Der Schlüssel dieser Site ist nicht auf diesem Computer.',
    next: 'Den Schlüssel nochmals angeben oder die Site neu anmelden.'
  },
  'keychain-unavailable': {
    what: 'Dieser Computer hat keinen Schlüsselbund.',
    next: 'Einen Secret Service wie gnome-keyring installieren, oder Rexxfleet mit REXXFLEET_PASSPHRASE starten, um den eigenen Tresor zu verwenden.'
  },
  'keychain-locked': {
    what: 'Der Schlüsselbund ist gesperrt.',
    next: 'Ihn entsperren und nochmals versuchen.'
  },
  'vault-passphrase-needed': {
    what: 'Der Tresor braucht seine Passphrase.',
    next: 'Rexxfleet mit REXXFLEET_PASSPHRASE starten, oder aus einem Terminal, das danach fragen kann.'
  },
  'vault-passphrase-wrong': {
    what: 'Die Passphrase öffnet den Tresor nicht.',
    next: 'Rexxfleet mit der richtigen neu starten.'
  },
  'vault-damaged': {
    what: 'Der Schlüsseltresor ist beschädigt.',
    next: 'Seine Datei aus einer Sicherung holen oder die Schlüssel der Sites neu angeben.'
  },
  'site-already-added': {
    what: 'Diese Site ist schon in der Flotte.',
    next: 'In der Flotte danach suchen, vielleicht in anderer Schreibweise.'
  },
  'site-same-marker': {
    what: 'Das ist eine Site der Flotte unter anderer Adresse.',
    next: 'Die vorhandene verwenden.'
  },
  'site-marker-differs': {
    what: 'Unter dieser Adresse antwortet eine andere Site als bisher.',
    next: 'Prüfen, ob die Site verschoben oder kopiert wurde, und sie neu anmelden.'
  },
  'site-not-enrolled': {
    what: 'Diese Site ist noch nicht angemeldet.',
    next: 'Zuerst in der Flotte die Anmeldung abschliessen.'
  },
  'site-read-only': {
    what: 'Der Schlüssel dieser Site darf nur lesen.',
    next: 'Sie mit einem Schlüssel anmelden, der schreiben darf, oder als Primary verwenden.'
  },
  'site-has-links': {
    what: 'Diese Site hat noch Verbindungen.',
    next: 'Zuerst in der Topologie ihre Verbindungen abmelden.'
  },
  'site-still-answers': {
    what: 'Die Site nimmt den Schlüssel noch an.',
    next: 'Das Entfernungs-SQL auf der Site ausführen und nochmals prüfen.'
  },
  'link-same-site': {
    what: 'Eine Site lässt sich nicht mit sich selbst verbinden.',
    next: 'Eine andere Replica wählen.'
  },
  'twins-differ': {
    what: 'Der Rückweg nimmt andere Modelle oder eine andere Zustellung.',
    next: 'Beide Richtungen brauchen dieselben Modelle und dieselbe Zustellung: diese wählen, oder zuerst jene Verbindung ändern.'
  },
  'link-exists': {
    what: 'Diese zwei Sites sind in dieser Richtung schon verbunden.',
    next: 'Die bestehende Verbindung im Graphen öffnen.'
  },
  'preflight-refused': {
    what: 'Diese zwei Sites dürfen so nicht verbunden werden.',
    next: 'Die Vorprüfung ansehen: Sie nennt, was im Weg steht und was zu tun ist.'
  },
  ...languageErrors,
  ...fileErrors,
  ...mailErrors,
  ...modelErrors,
  'link-not-ready': {
    what: 'Diese Verbindung ist nicht fertig eingerichtet.',
    next: 'Sie in der Topologie öffnen und die Einrichtung fortsetzen oder rückgängig machen.'
  },
  'link-busy': {
    what: 'An dieser Verbindung wird gerade gearbeitet.',
    next: 'Das Ende abwarten und nochmals versuchen.'
  },
  'live-name-differs': {
    what: 'Cloudrexx könnte unter den Namen, die diese zwei Sites haben, nicht übertragen.',
    next: 'Abgleich oder Warteschlange wählen, oder den Endpunkt, der im Weg steht, alles zeigen lassen.'
  },
  'link-without-queue': {
    what: 'Für diese Verbindung wartet nichts: sie vergleicht beide Seiten.',
    next: 'Stattdessen abgleichen.'
  },
  'link-leased': {
    what: 'Ein anderes Rexxfleet arbeitet an dieser Verbindung.',
    next: 'Dessen Ende abwarten. Wurde es abgebrochen, erlischt sein Anspruch in wenigen Minuten von selbst.'
  },
  'lease-lost': {
    what: 'Der Anspruch auf die Replica ist während des Laufs erloschen.',
    next: 'Mehr wurde nicht gesendet. Den Lauf fortsetzen.'
  },
  'sender-renamed': {
    what: 'Die Replica kennt den Primary unter einer anderen Hauptdomain.',
    next: 'Gesendet wurde nichts: alles käme ein zweites Mal an. Den Primary mit rexxfleet site move auf diese Domain umstellen, dann nochmals abgleichen.'
  },
  'plan-outdated': {
    what: 'Die Sites haben sich seit diesem Plan geändert.',
    next: 'Den Plan neu erstellen; geschrieben wurde nichts.'
  },
  'no-way-back': {
    what: 'Das lässt sich nicht rückgängig machen.',
    next: 'Was entfernt oder ersetzt wurde, hat niemand mehr. Wurde es nicht fertig, lässt es sich fortsetzen.'
  },
  'undo-later-first': {
    what: 'Mit dieser Verbindung wurde seither noch etwas getan.',
    next: 'Das zuerst rückgängig machen, das Neueste vor dem Älteren. Geändert wurde nichts.'
  },
  'needs-confirmation': {
    what: 'Dieser Plan braucht eine Bestätigung.',
    next: 'Ihn durchlesen und bestätigen.'
  },
  'removals-need-confirmation': {
    what: 'Dieser Lauf würde viele Datensätze entfernen.',
    next: 'Die Entfernungen ansehen und dann zulassen, oder den Lauf stoppen.'
  },
  'step-failed': {
    what: 'Ein Schritt ist nicht gelungen.',
    next: 'Seine Zeile sagt, warum. Die Ursache beheben und fortsetzen, oder rückgängig machen.'
  },
  'sql-not-seen': {
    what: 'Die Site zeigt noch nicht, was das SQL bewirkt.',
    next: 'Es auf der Datenbank dieser Site ausführen und dann nochmals prüfen.'
  },
  'nothing-to-resume': { what: 'Es gibt nichts fortzusetzen.', next: 'Einen neuen Lauf starten.' },
  'conflict-undecidable': {
    what: 'Dieser Konflikt lässt sich nicht für eine Seite entscheiden.',
    next: 'Die Sites vom Doctor untersuchen lassen: Zuordnungen können doppelt sein oder auf anderes zeigen.'
  },
  'nothing-to-pause': {
    what: 'Von diesem Lauf ist nichts am Werk.',
    next: 'Seinen Stand ansehen: er kann zu Ende sein.'
  },
  'run-paused': {
    what: 'Ein Lauf dieser Verbindung ist pausiert.',
    next: 'Ihn fortsetzen oder zuerst abbrechen.'
  },
  'no-change-date': {
    what: 'Keines dieser Modelle sagt, wann ein Datensatz geändert wurde.',
    next: 'Primary oder Replica gelten lassen, oder jeden Konflikt entscheiden.'
  },
  'run-stopped': {
    what: 'Der Lauf wurde gestoppt.',
    next: 'Den Grund ansehen und den Lauf dann fortsetzen.'
  },
  cancelled: { what: 'Das wurde abgebrochen.', next: 'Bei Bedarf nochmals starten.' },
  'main-domain-taken': {
    what: 'Eine andere Site der Flotte hat diese Hauptdomain.',
    next: 'Die eigene Hauptdomain der Site wählen, oder zuerst die andere Site ändern.'
  },
  'unknown-schedule': {
    what: 'Diesen Zeitplan gibt es nicht mehr.',
    next: 'In der Liste einen anderen wählen.'
  },
  'schedule-invalid': {
    what: 'Dieser Zeitplan lässt sich nicht verwenden.',
    next: 'Seine Felder sagen, was nicht stimmt; nichts wurde gespeichert.'
  },
  'data-directory-not-writable': {
    what: 'In den Datenordner lässt sich nicht schreiben.',
    next: 'Das Schreibrecht erteilen oder mit einem anderen --data-dir starten.'
  },
  'data-directory-in-use': {
    what: 'Ein anderes Rexxfleet benutzt diesen Datenordner.',
    next: 'Es schliessen oder mit einem anderen --data-dir starten.'
  },
  'database-damaged': {
    what: 'Die Datenbank ist beschädigt.',
    next: 'Die neuste Sicherung aus dem Datenordner an ihre Stelle legen.'
  },
  'database-newer': {
    what: 'Die Datenbank stammt von einem neueren Rexxfleet.',
    next: 'Die neuere Version installieren.'
  },
  'migration-failed': {
    what: 'Die Datenbank liess sich nicht aktualisieren.',
    next: 'Nichts ist verloren: eine Sicherung liegt daneben. Bitte das Protokoll senden.'
  },
  'disk-full': { what: 'Die Festplatte ist voll.', next: 'Platz schaffen und nochmals versuchen.' },
  'node-too-old': {
    what: 'Dieses Node.js ist zu alt.',
    next: 'Node 24 verwenden oder mit npx rexxfleet starten.'
  },
  'door-refused': {
    what: 'Rexxfleet lässt diese Seite nicht ein.',
    next: 'Rexxfleet neu starten und die Adresse öffnen, die es zeigt.'
  },
  internal: {
    what: 'In Rexxfleet ging etwas schief.',
    next: 'Nochmals versuchen. Bleibt es so, Rexxfleet neu starten und das Protokoll senden.'
  }
} satisfies typeof en
