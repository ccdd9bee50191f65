/** `implicit`: TLS from the first byte (port 465). `starttls`: required before anything is said (587). `none`: on this computer only. */
export const mailTls = ['starttls', 'implicit', 'none'] as const
export type MailTls = (typeof mailTls)[number]

/** The mail server that tells of failures, and whom it tells. Its password is in the key store, under `mailPasswordRef`. */
export interface MailSettings {
  readonly host: string
  readonly port: number
  readonly tls: MailTls
  /** Null: a server that asks for no login. */
  readonly user: string | null
  readonly from: string
  readonly to: readonly string[]
}

/** The name under which the key store holds the mail server's password. */
export const mailPasswordRef = 'mail/password'

export interface Letter {
  readonly subject: string
  readonly text: string
}

export interface MailSender {
  /**
   * Hands a letter to the mail server. Fails with 'mail-server-unreachable', 'mail-login-refused' or 'mail-refused'; `temporary` in the
   * details says that the same may well work later.
   */
  send(settings: MailSettings, letter: Letter, signal: AbortSignal): Promise<void>
}
