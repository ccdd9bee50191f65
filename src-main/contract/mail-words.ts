/** The choices of the mail settings, for doors that offer them. */
export { mailTls, type MailTls } from '../core/mail/mail.ts'
