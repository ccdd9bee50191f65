import type en from '../en/days.ts'

/** Felder für einen Tag und eine Uhrzeit, und was an einem Feld nicht stimmt. */
export default {
  days: {
    pattern: 'TT.MM.JJJJ',
    open: 'Kalender: {label}',
    unreadable: 'Ein Datum wie {example} eingeben.',
    notBefore: 'Nicht vor dem {day}.',
    notAfter: 'Nicht nach dem {day}.',
    today: 'Heute',
    clear: 'Leeren',
    earlier: 'Voriger Monat',
    later: 'Nächster Monat'
  },
  times: {
    pattern: 'hh:mm',
    unreadable: 'Eine Uhrzeit zwischen 00:00 und 23:59 eingeben.'
  },
  fields: {
    missing: 'Das darf nicht leer sein.',
    number: 'Eine ganze Zahl eingeben.',
    least: 'Mindestens {n}.',
    most: 'Höchstens {n}.',
    url: 'Eine Adresse eingeben, die mit https:// beginnt.',
    email: 'Eine E-Mail-Adresse eingeben.',
    other: 'Das passt hier nicht.'
  }
} satisfies typeof en
