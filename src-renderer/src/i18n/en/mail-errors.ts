/** What goes wrong while failures are told by e-mail. */
export const mailErrors = {
  'mail-invalid': {
    what: 'These mail settings cannot be right.',
    next: 'Check server and addresses. Without TLS only a server on this computer may be used.'
  },
  'mail-not-set-up': {
    what: 'E-mail is not set up to its end.',
    next: 'Name a mail server, and give its password where it wants a login.'
  },
  'mail-server-unreachable': {
    what: 'The mail server cannot be used.',
    next: 'Check its name, its port and how it is encrypted.'
  },
  'mail-login-refused': {
    what: 'The mail server refuses the login.',
    next: 'Check the user name, and give the password again.'
  },
  'mail-refused': {
    what: 'The mail server does not take the message.',
    next: 'Check the sender and the receivers.'
  }
}
