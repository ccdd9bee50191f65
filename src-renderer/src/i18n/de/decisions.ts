import type en from '../en/decisions.ts'

export default {
  decisions: {
    policy: 'Von selbst entschieden',
    onConflict: 'Auf der Replica bearbeitet',
    onRemoved: 'Auf der Replica entfernt',
    conflicts: {
      ask: 'Nachfragen',
      'primary-wins': 'Der Primary gilt',
      'replica-wins': 'Die Replica gilt',
      'newer-wins': 'Der neuere Stand gilt'
    },
    noDate:
      'Der neuere Stand kann hier nicht gelten: Keines der Modelle sagt, wann ein Datensatz geändert wurde.',
    dated: 'Der neuere Stand gilt für {models}; bei anderen Konflikten wird nachgefragt.',
    removedThere: { recreate: 'Wieder anlegen', leave: 'Entfernt lassen' },
    keptDifferent: 'Bleibt verschieden',
    keepDifferent: 'Verschieden lassen',
    keepDifferentText: 'Kein Lauf sendet, ändert oder entfernt ihn mehr.',
    isKeptDifferent: 'Bleibt verschieden: Läufe rühren ihn nicht an.',
    includeAgain: 'Wieder abgleichen',
    whose: 'Welcher Stand gilt',
    keep: { primary: 'Primary behalten', replica: 'Replica behalten' },
    keepAll: { primary: 'Überall Primary behalten', replica: 'Überall Replica behalten' },
    keepText: {
      primary: 'Der Stand des Primary wird gesendet und überschreibt die Replica.',
      replica: 'Die Replica bleibt, wie sie ist, bis sich der Primary wieder ändert.'
    },
    sure: {
      primary: '{n} Datensätze auf der Replica überschreiben?',
      replica: '{n} Datensätze auf der Replica so lassen?'
    },
    doIt: 'Ja, entscheiden',
    conflictsOpen: '1 Konflikt wartet auf einen Entscheid | {n} Konflikte warten auf einen Entscheid'
  }
} satisfies typeof en
