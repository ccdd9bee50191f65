import type en from '../en/palette.ts'

export default {
  palette: {
    title: 'Wohin oder was',
    hint: 'Eine Site, eine Verbindung, eine Seite oder ein Befehl',
    page: 'Seite',
    link: 'Verbindung',
    act: 'Befehl',
    examineAll: 'Alle Sites untersuchen',
    sync: '{link} abgleichen',
    nothing: 'So heisst nichts.',
    open: 'Wohin oder was ({keys})'
  }
} satisfies typeof en
