/** Sprachen, die auf den zwei Seiten einer Verbindung andere Nummern haben. */
export default {
  languages: {
    title: 'Sprachen',
    text: 'Sprachnummern müssen auf beiden Seiten dasselbe bedeuten. Paare bilden, wo sie sich unterscheiden; ein Paar wie 3 und 3 sagt, dass sie es nicht tun.',
    onPrimary: 'Auf dem Primary',
    onReplica: 'Auf der Replica',
    add: 'Zwei Sprachen paaren',
    drop: 'Dieses Paar entfernen',
    pairs: 'Sprachpaare'
  }
}

export const languageErrors = {
  'language-differs': {
    what: 'Die zwei Seiten verwenden nicht dieselben Sprachen.',
    next: 'Diesen Ablauf rückgängig machen und die Sites mit einem Paar für jede abweichende Sprache verbinden.'
  },
  'language-map-invalid': {
    what: 'Die Sprachen sind nicht eins zu eins gepaart.',
    next: 'Jeder Sprache des Primary eine eigene auf der Replica geben, mit Nummern wie 1 und 2.'
  },
  'language-unmapped': {
    what: 'Ein Datensatz ist in einer Sprache, die auf der anderen Seite kein Gegenstück hat.',
    next: 'Die Verbindung ändern und auch diese Sprache paaren. Es wurde nichts gesendet.'
  }
}
