/** Klassen, die der Katalog nicht kennt. */
export default {
  byHand: {
    title: 'Eigene Modelle',
    lead: 'Klassen von Komponenten, die nur Ihre Sites haben. Eine Site zeigt, dass es die Klasse gibt, bevor sie verbunden werden kann.',
    none: 'Noch keine.',
    add: 'Klasse hinzufügen',
    addTitle: 'Klasse hinzufügen',
    remove: 'Entfernen',
    removeSure: 'Wirklich entfernen',
    class: 'Klasse',
    site: 'Site, die sie zeigt',
    identifier: 'Kennung',
    identifierHelp: 'Felder mit Kommas dazwischen; product:product, wo ein Feld die ID einer Beziehung ist.',
    relations: 'Beziehungen zu einem Datensatz',
    relationsHelp: 'Etwa category=shop-category, mit Kommas dazwischen.',
    members: 'Beziehungen zu vielen Datensätzen',
    fields: 'Felder, die kein Datensatz zeigt',
    fieldsHelp: 'Etwa title, price:decimal. Alle anderen sind auf der Site zu sehen.',
    changeDate: 'Änderungsdatum',
    changeDateHelp:
      'Das Feld, in dem die Site selbst jedes Speichern festhält, etwa updatedAt. Nur damit kann die neuere Seite gewinnen.',
    changedBy: 'Änderungsdatum: {field}',
    date: 'Änderungsdatum …',
    dateTitle: 'Änderungsdatum von {model}',
    dateUnseen: 'Noch kein Datensatz hat dort ein Datum; das Feld enthält Datum und Uhrzeit.',
    dateLook: 'Ansehen und benennen',
    dateDone: 'Das Änderungsdatum ist bekannt.',
    dateDoneText:
      'Nun kann die neuere Seite gewinnen: als Regel einer Verbindung wählen, die die Klasse trägt.',
    note: 'Datenquelle, Endpunkt und ein Leserecht werden für einen Blick angelegt und wieder entfernt.',
    look: 'Ansehen und hinzufügen',
    done: 'Die Klasse ist hinzugefügt.',
    doneText: 'Sie kann wie jede andere verbunden werden.',
    outcome: { new: 'kommt hinzu', known: 'schon bekannt', refused: 'wird abgelehnt' }
  }
}

export const modelErrors = {
  'model-known': {
    what: 'Diese Klasse ist schon bekannt.',
    next: 'Sie unter den Modellen einer Verbindung wählen.'
  },
  'model-in-use': {
    what: 'Diese Klasse wird noch gebraucht.',
    next: 'Sie aus den Verbindungen nehmen und Klassen, die auf sie verweisen, entfernen, dann nochmals versuchen.'
  },
  'model-not-there': {
    what: 'Die Site kann diese Klasse nicht lesen.',
    next: 'Namen und Kennung prüfen, und ob die Komponente auf dieser Site installiert ist. Dort blieb nichts zurück.'
  },
  'model-without-fields': {
    what: 'Die Klasse gibt es, aber kein Datensatz zeigt ihre Felder.',
    next: 'Auf einer Site ansehen, die welche hat, oder die Felder nennen. Dort blieb nichts zurück.'
  },
  'change-date-unfit': {
    what: 'Das als Änderungsdatum genannte Feld gehört nicht zu dieser Klasse oder enthält keine Daten.',
    next: 'Ein Feld mit Datum nennen, das die Site zeigt, oder es weglassen. Dort blieb nichts zurück.'
  }
}
