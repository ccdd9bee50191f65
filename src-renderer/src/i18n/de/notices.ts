import type en from '../en/notices.ts'

export default {
  'related-sync-missing': {
    what: '{about} könnte nicht mehr speichern: {endpoints} hat dort keine Replikationszeile und steht für sein Modell an erster Stelle.',
    next: 'Dieser Endpunkt verbirgt Felder, gehört also jemandem und wird hier nicht verwendet. Ihm eine Zeile geben (eine inaktive genügt), oder Abgleich wählen.'
  },
  'push-drops-fields': {
    what: 'Die eigene Übertragung von Cloudrexx lässt {fields} von {about} weg.',
    next: 'Die Replica würde das ablehnen, und die Warteschlange stünde still. Abgleich oder Warteschlange wählen.'
  },
  'deletions-get-lost': {
    what: 'Mit Live gehen Löschungen von {models} verloren.',
    next: 'Was {about} löscht, bleibt bis zum nächsten Lauf auf der Replica stehen.'
  },
  'foreign-calendar-domain': {
    what: 'Mit Live zeigen Bilder und Anmeldelinks von {models} auf {domain}.',
    next: 'Diese Domain steckt fest in Cloudrexx. Mit Abgleich oder Warteschlange bleiben die Adressen richtig.'
  },
  'live-on-production': {
    what: '{about} ist produktiv.',
    next: 'Cloudrexx nennt seine eigene Übertragung eine Beta-Funktion und rät im produktiven Betrieb davon ab.'
  },
  'live-doubles-both-ways': {
    what: 'Live in beide Richtungen kann Datensätze auf {about} verdoppeln.',
    next: 'Neues kann bis zum nächsten Lauf als Kopie zurückkommen. Der Abgleich hat dieses Problem nicht.'
  },
  'pushes-already': {
    what: '{about} überträgt schon selbst an {host}.',
    next: 'Mit dieser Verbindung gäbe es zwei Absender für einen Datensatz. Eigene Übertragung stoppen, oder Live wählen.'
  },
  'sender-name-differs': {
    what: 'Die Replica kennt {about} als {foreignHost}, nicht als {mainDomain}.',
    next: '{mappings} Zuordnungen stehen unter jenem Namen: Alles würde nochmals angelegt. Zuerst die Hauptdomain von {about} prüfen.'
  },
  'sender-unknown': {
    what: '{about} hat {mappings} Zuordnungen von {foreignHost}, und keine Site hier heisst so.',
    next: 'Ist das {primary} unter einem früheren Namen, würde alles nochmals angelegt: zuerst die Hauptdomain {mainDomain} prüfen. Sonst ist nichts zu tun.'
  },
  'host-name-differs': {
    what: '{about} ist als Empfänger {host} eingetragen, nicht als {mainDomain}.',
    next: 'Die eigene Übertragung führt woandershin als diese Verbindung. Prüfen, welcher Name stimmt.'
  },
  'plain-http': {
    what: '{about} wird unverschlüsselt angesprochen.',
    next: 'Wer auf dem Weg zu {address} mithört, liest den Schlüssel. Für diese Site https:// verwenden.'
  },
  ring: {
    what: 'Diese Verbindung schlösse einen Ring: {about}.',
    next: 'Jede Runde würde {models} verdoppeln. Diese Modelle weglassen, oder zuerst eine andere Verbindung des Rings abmelden.'
  },
  'pairs-crossed': {
    what: '{about} widersprechen sich bei {count} Paaren von Datensätzen von {models}.',
    next: 'In beide Richtungen gingen Kopien davon im Kreis. Zuerst eine Richtung verbinden, den Doctor die Zuordnungen zu den Originalen führen lassen, und dann die andere dazu.'
  },
  'chain-passes-nothing-on': {
    what: 'Über {about} wird nichts weitergegeben.',
    next: 'Cloudrexx bemerkt nicht, was über REST ankommt. Für die zweite Verbindung Abgleich wählen, wenn {models} weitergehen sollen.'
  },
  'chain-passes-on': {
    what: '{models} gehen weiter über {about}.',
    next: 'Was sich am Anfang ändert, kommt nach zwei Läufen am Ende an.'
  },
  'two-primaries': {
    what: '{about} erhält {models} schon von {primary}.',
    next: 'Die Replica hätte, was beide Primarys haben, und doppelt, was beide gleich haben.'
  },
  'primaries-alike': {
    what: '{about} erhält {models} schon von {primary}, unter derselben Hauptdomain {mainDomain}.',
    next: 'Die Replica könnte die beiden nicht unterscheiden: Jeder überschriebe und entfernte, was der andere gebracht hat. Zuerst einem von ihnen eine eigene Hauptdomain geben.'
  },
  'model-unreadable': {
    what: '{about} lässt sich auf {site} nicht lesen.',
    next: 'Dort fehlt die Klasse oder die Tabelle. Das Modell weglassen, oder die Site aktualisieren.'
  },
  'data-source-broken': {
    what: '{site} kennt {about} noch unter einem früheren Klassennamen.',
    next: 'Die Verbindung legt daneben eine eigene Datenquelle an. Die alte vom Doctor beheben lassen.'
  },
  'language-differs': {
    what: '{about} hat nicht dieselben Sprachen: {differing}.',
    next: 'Datensätze in diesen Sprachen erschienen in einer anderen Sprache oder gar nicht. Sie unter Sprachen paaren; wo eine Nummer doch dasselbe bedeutet, mit sich selbst.'
  },
  'language-mapping-live': {
    what: '{about} hat andere Sprachnummern ({pairs}), und Cloudrexx überträgt sie unverändert.',
    next: 'Als Zustellung Abgleich oder Warteschlange wählen.'
  },
  'languages-unread': {
    what: '{sites} verrät noch nicht, welche Sprachen dort verwendet werden.',
    next: 'Sicherstellen, dass gleiche Sprachnummern auf beiden Seiten dasselbe bedeuten. Abweichende unter Sprachen paaren.'
  },
  'rewrite-rule-locks-out': {
    what: 'Eine Regel von {about} würde /api/ oder /cadmin/ übernehmen.',
    next: 'Auf der Replica könnte man sich dann weder anmelden noch replizieren. Zuerst ansehen ({count}):'
  },
  'rewrite-rules-unread': {
    what: 'Die Weiterleitungen von {about} liessen sich nicht lesen.',
    next: 'Was /api/ oder /cadmin/ übernähme, hält ein Lauf zurück; für jene, die auf der Replica schon stehen, selbst nachsehen.'
  },
  'ids-not-mapped': {
    what: '{about} nennt anderes mit blossen IDs: {fields}.',
    next: 'Auf {site} kommen sie an, wie sie sind, und meinen, was dort diese ID hat: E-Mail-Vorlagen, Gruppen, Benutzer. Wo es darauf ankommt, von Hand setzen.'
  },
  'about-people': {
    what: '{models} enthalten Personendaten.',
    next: 'Prüfen, dass sie auch auf {about} stehen dürfen.'
  },
  'read-by-others': {
    what: 'Auch andere lesen {about} auf {site}.',
    next: '{grants} weitere Rechte führen zu dieser Datenquelle. Deren Antworten enthalten ab jetzt auch Beziehungen.'
  }
} satisfies typeof en
