import type en from '../en/causes.ts'

export default {
  true: 'ja',
  false: 'nein',
  'would-remove': 'Datensätze entfernt würden',
  'fails-again': 'es wieder fehlschlüge',
  'copy-of-a-site': 'dies die Kopie einer anderen Site ist',
  'name-taken': 'ein anderer Empfänger so heisst',
  'address-unsure': 'nicht zu sagen ist, wohin er unter diesem Namen überträgt',
  'key-in-address': 'ein Schlüssel in seiner Adresse steht',
  empty: 'die Adresse ist leer',
  'no-scheme': 'der Adresse fehlt https://',
  http: 'die Adresse ist unverschlüsselt',
  'twin-gone': 'die Gegenrichtung fehlt',
  'not-mutual': 'die Gegenrichtung gehört zu einer anderen Verbindung',
  'other-sites': 'die Sites',
  'other-models': 'die Modelle',
  'other-languages': 'die Sprachpaare',
  'other-delivery': 'die Zustellung',
  'other-pairs': 'welcher Datensatz zu welchem gehört'
} satisfies typeof en
