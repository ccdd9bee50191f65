import type en from '../en/findings.ts'

export default {
  'data-source-broken': {
    what: 'Eine Datenquelle hat einen früheren Klassennamen',
    next: 'Ihre Endpunkte antworten mit einem Fehler. Beheben gibt ihr den heutigen Namen der Klasse.'
  },
  'endpoint-hides-fields': {
    what: 'Ein Endpunkt verbirgt Felder',
    next: 'Was verborgen ist, lässt sich nicht vergleichen. Beheben lässt ihn alle Felder zeigen.'
  },
  'key-too-short': {
    what: 'Ein Schlüssel ist zu kurz',
    next: 'Er lässt sich erraten. Beheben entfernt ihn mit seinen Rechten; wer ihn benutzt, braucht einen neuen.'
  },
  'key-without-grants': {
    what: 'Ein Schlüssel öffnet nichts',
    next: 'Niemand kann damit etwas tun. Er kann weg, wenn ihm niemand gerade Rechte geben will.'
  },
  'grant-leads-nowhere': {
    what: 'Rechte führen ins Leere',
    next: 'Ihr Schlüssel oder ihr Endpunkt ist weg. Beheben entfernt sie.'
  },
  'host-stopped': {
    what: 'Ein Fehler hat die Übertragung an einen Empfänger gestoppt',
    next: 'Was wartet, wird nicht geliefert. Zuerst die Ursache beheben, dann den Empfänger weitergehen lassen.'
  },
  'host-locked': {
    what: 'Eine Übertragung hat ihre Sperre hinterlassen',
    next: 'Solange sie besteht, erhält der Empfänger nichts. Beheben nimmt sie weg.'
  },
  'host-loses-changes': {
    what: 'Die nächste Übertragung verlöre, was wartet',
    next: 'Der Empfänger ist inaktiv: Cloudrexx leert seine Warteschlange, ohne zu senden. Beheben stoppt ihn, damit alles bleibt.'
  },
  'host-would-remove': {
    what: 'Die nächste Übertragung würde Datensätze entfernen',
    next: 'Der Empfänger hat seine Empfängerzeilen verloren, und Cloudrexx hält das für eine Löschung. Beheben stoppt zuerst die Übertragung.'
  },
  'change-without-receiver': {
    what: 'Änderungen warten auf niemanden',
    next: 'Ihr Empfänger ist weg. Beheben entfernt sie aus der Warteschlange.'
  },
  'related-model-missing': {
    what: 'Speichern schlägt in der Administration fehl',
    next: 'Etwas, worauf das Modell verweist, hat keine Replikationszeile. Beheben legt an, was fehlt.'
  },
  'template-unsafe': {
    what: 'Ein Empfänger hat eine unsichere Adresse',
    next: 'Schlüssel und Inhalte gehen unverschlüsselt hinaus, oder nirgends hin. Beheben berichtigt die Adresse.'
  },
  'relation-rows': {
    what: 'Beziehungszeilen ändern, was mitgesendet wird',
    next: 'Wofür sie da sind, wissen nur Sie. In der Administration ansehen.'
  },
  'host-name-differs': {
    what: 'Ein Empfänger ist unter anderem Namen eingetragen',
    next: 'Beheben nennt ihn nach der Hauptdomain seiner Site, auch im Kalender, und lässt ihn dorthin übertragen, wo die Site erreicht wird. Stimmt diese Hauptdomain nicht, stattdessen die Site umziehen.'
  },
  'sender-name-differs': {
    what: 'Ein Absender ist unter anderem Namen bekannt',
    next: 'Die nächste Übertragung würde alles nochmals anlegen. Entweder lernen die Zuordnungen die Hauptdomain, unter der Sie den Absender kennen, oder die Site zieht auf die ihre um. Beheben richtet sich danach, wie die Site sich selbst nennt; sagt sie es nicht, in ihrer Administration nachsehen und wählen.'
  },
  'marker-shared': {
    what: 'Dies ist die Kopie einer anderen Site',
    next: 'Sie hat die Schlüssel und Empfänger des Originals. Beheben stoppt ihre Übertragungen, gibt ihr einen eigenen Schlüssel, entfernt jene des Originals und zeigt, von wem sie Zuordnungen hat.'
  },
  'own-rows-left': {
    what: 'Marken eines anderen Rexxfleet',
    next: 'Sie schaden nicht. Prüfen, ob jemand diese Site von einem anderen Computer aus verwaltet.'
  },
  'lease-left': {
    what: 'Ein abgebrochener Lauf liess seinen Anspruch auf diese Site zurück',
    next: 'Er ist erloschen und hält niemanden auf. Entfernen, oder dem nächsten Lauf überlassen.'
  },
  'mapping-dead': {
    what: 'Zuordnungen führen zu Datensätzen, die weg sind',
    next: 'Diese Datensätze werden beim Übertragen abgelehnt. Beheben entfernt die Zuordnungen.'
  },
  'mapping-doubled': {
    what: 'Datensätze sind doppelt zugeordnet',
    next: 'Sie werden bei jeder Übertragung abgelehnt. Beheben behält eine Zuordnung; die Kopien, die bleiben, ansehen.'
  },
  'entity-sent-back': {
    what: 'Datensätze kamen als Kopien zurück',
    next: 'Beheben richtet die Zuordnung auf das Original. Die Kopien bleiben: ansehen und entfernen.'
  },
  'twins-disagree': {
    what: 'Die beiden Richtungen einer Verbindung sind uneins',
    next: 'Wählen, welche von beiden stimmt: die andere wird wie sie. Entfernt wird nichts. Verbindungen, die einander verloren haben, und Paare, die Rexxfleet einmal abgeglichen hat, behebt es ohne Wahl.'
  },
  'entity-unmapped': {
    what: 'Datensätze sind gleich, aber nicht zugeordnet',
    next: 'Beheben ordnet zu, was es auf beiden Seiten je genau einmal gibt, damit kein Lauf es nochmals anlegt. Die übrigen sind Kopien, oder sie gleichen sich zufällig: auf dieser Site ansehen und Kopien von Hand entfernen.'
  },
  'link-remains': {
    what: 'Von einer abgemeldeten Verbindung ist hier noch etwas da',
    next: 'Die Site war damals nicht erreichbar. Beheben plant neu, was hier zu tun ist, und wartet auf Ihr Wort.'
  },
  'members-kept': {
    what: 'Beziehungen bleiben, die der Primary gelöst hat',
    next: 'Eine Übertragung kann Beziehungen nur hinzufügen. Sie auf dieser Site von Hand lösen.'
  }
} satisfies typeof en
