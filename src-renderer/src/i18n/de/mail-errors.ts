import type { mailErrors as en } from '../en/mail-errors.ts'

/** Was schiefgeht, während Fehlschläge per E-Mail gemeldet werden. */
export const mailErrors = {
  'mail-invalid': {
    what: 'Diese E-Mail-Einstellungen können nicht stimmen.',
    next: 'Server und Adressen prüfen. Ohne TLS geht nur ein Server auf diesem Computer.'
  },
  'mail-not-set-up': {
    what: 'E-Mail ist nicht fertig eingerichtet.',
    next: 'Einen Mailserver nennen, und sein Passwort geben, wo er eine Anmeldung will.'
  },
  'mail-server-unreachable': {
    what: 'Der Mailserver lässt sich nicht benutzen.',
    next: 'Seinen Namen, den Port und die Verschlüsselung prüfen.'
  },
  'mail-login-refused': {
    what: 'Der Mailserver lehnt die Anmeldung ab.',
    next: 'Den Benutzernamen prüfen, und das Passwort neu geben.'
  },
  'mail-refused': {
    what: 'Der Mailserver nimmt die Nachricht nicht an.',
    next: 'Absender und Empfänger prüfen.'
  }
} satisfies typeof en
