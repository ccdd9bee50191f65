/** Words for made-up content, German as it is written in Switzerland, and English. No four-byte characters: they would not be stored. */
export const CATEGORIES = [
  ['Konzerte', 'Concerts'],
  ['Führungen', 'Guided tours'],
  ['Kurse', 'Courses'],
  ['Ausstellungen', 'Exhibitions'],
  ['Märkte', 'Markets'],
  ['Vorträge', 'Talks'],
  ['Sport', 'Sports'],
  ['Für Familien', 'For families'],
  ['Generalversammlungen', 'General meetings'],
  ['Theater', 'Theatre']
] as const

export const OCCASIONS = [
  ['Tag der offenen Tür', 'Open day'],
  ['Herbstmarkt', 'Autumn market'],
  ['Apéro für Neumitglieder', 'Drinks for new members'],
  ['Einführungskurs', 'Introductory course'],
  ['Vernissage', 'Private view'],
  ['Jahreskonzert', 'Annual concert'],
  ['Dorfrundgang', 'Walk through the village'],
  ['Podiumsgespräch', 'Panel discussion'],
  ['Kinderflohmarkt', 'Children’s flea market'],
  ['Racletteabend', 'Raclette evening'],
  ['Laufträff', 'Running group'],
  ['Weiterbildung', 'Professional training']
] as const

export const SENTENCES = [
  ['Wir laden Sie herzlich ein, bei uns vorbeizuschauen.', 'We warmly invite you to come and visit us.'],
  [
    'Die Teilnahme ist kostenlos, eine Kollekte wird erhoben.',
    'Admission is free, with a collection at the end.'
  ],
  ['Bitte melden Sie sich bis eine Woche vorher an.', 'Please register at least one week in advance.'],
  ['Für Speis und Trank ist gesorgt.', 'Food and drinks will be available.'],
  ['Der Anlass findet bei jeder Witterung statt.', 'The event takes place in any weather.'],
  [
    'Parkplätze sind beschränkt, reisen Sie mit dem öV an.',
    'Parking is limited, so please use public transport.'
  ],
  ['Der Saal ist rollstuhlgängig.', 'The hall is accessible by wheelchair.']
] as const

export const PLACES = [
  ['Mühlesaal', 'Thun', '3600', 'Marktgasse 12'],
  ['Kulturhaus Alte Post', 'Langenthal', '4900', 'Bahnhofstrasse 3'],
  ['Kongresszentrum', 'Biel/Bienne', '2502', 'Zentralstrasse 60'],
  ['Gemeindesaal', 'Zollikofen', '3052', 'Wahlackerstrasse 25'],
  ['Turnhalle Dorf', 'Wil', '9500', 'Schulweg 4'],
  ['Bärensaal', 'Worb', '3076', 'Bärenplatz 1'],
  ['Kirchgemeindehaus', 'Uster', '8610', 'Zentralstrasse 40']
] as const

export const ORGANISERS = [
  'Musikgesellschaft',
  'Quartierverein',
  'Gewerbeverein',
  'Turnverein',
  'Kulturkommission'
] as const

export const FIRST_NAMES = [
  'Ursula',
  'Beat',
  'Regula',
  'Reto',
  'Nadja',
  'Luca',
  'Céline',
  'Jürg',
  'Selina',
  'Noé'
] as const
export const LAST_NAMES = [
  'Müller',
  'Zbinden',
  'Favre',
  'Bernasconi',
  'Gerber',
  'Caduff',
  'Rüegg',
  'Äbi',
  'Brönnimann'
] as const

/** Fields of a registration form: type, whether it must be filled in, names in both languages, choices. */
export const FORM_FIELDS = [
  ['salutation', 1, 'Anrede', 'Salutation', 'Sehr geehrte Frau,Sehr geehrter Herr'],
  ['firstname', 1, 'Vorname', 'First name', ''],
  ['lastname', 1, 'Nachname', 'Last name', ''],
  ['mail', 1, 'E-Mail', 'E-mail', ''],
  ['select', 0, 'Menü', 'Meal', 'Fleisch,Vegetarisch,Vegan'],
  ['textarea', 0, 'Bemerkungen', 'Remarks', '']
] as const
