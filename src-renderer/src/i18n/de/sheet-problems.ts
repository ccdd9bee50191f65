import type en from '../en/sheet-problems.ts'

/** Was an der Zeile einer Tabelle nicht stimmt. */
export default {
  'name-missing': 'Der Name fehlt.',
  'name-too-long': 'Der Name ist länger als 60 Zeichen.',
  'name-invalid': 'Der Name steht nicht in einer Zeile, oder enthält Steuerzeichen.',
  'name-taken': 'Eine Site dieses Namens ist schon in der Flotte.',
  'name-twice': 'Eine frühere Zeile hat diesen Namen.',
  'address-missing': 'Die Adresse fehlt.',
  'address-invalid': 'Das ist keine Adresse: sie muss aussehen wie https://www.example.ch.',
  'address-known': 'Diese Adresse ist schon in der Flotte.',
  'address-twice': 'Eine frühere Zeile hat diese Adresse.',
  'address-needs-https': 'Die Adresse braucht https, oder ein Ja in der Spalte «http erlaubt».',
  'main-domain-invalid': 'Die Hauptdomain muss ein Hostname sein, ohne https:// und ohne Pfad.',
  'environment-unknown': 'Die Umgebung muss Produktion, Abnahme oder Test sein.',
  'tags-invalid': 'Höchstens 24 Schlagwörter mit je höchstens 40 Zeichen.',
  'prefix-invalid': 'Das Tabellenpräfix darf aus Buchstaben, Ziffern und Unterstrichen bestehen.',
  'neither-yes-nor-no': 'In einer Spalte, die ja oder nein braucht, steht keines von beiden.',
  'cells-do-not-match': 'Die Zeile hat eine andere Zahl von Zellen als die erste.'
} satisfies typeof en
