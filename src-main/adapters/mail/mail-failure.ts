import type { MailSettings } from '../../core/mail/mail.ts'
import { AppError } from '../../core/shared/app-error.ts'

const longest = 500

/** What nodemailer throws: a code of its own, and the server's answer where there was one. */
interface Thrown {
  readonly code?: string
  readonly message?: string
  readonly response?: string
  readonly responseCode?: number
}

/** A failure to send as an AppError, without the password: a server may repeat what it was told. */
export function mailFailure(thrown: unknown, settings: MailSettings, password: string | null): AppError {
  if (thrown instanceof AppError) return thrown
  const { code = '', message = String(thrown), response, responseCode } = thrown as Thrown
  const { host, port, user } = settings
  const reason = withoutPassword(response ?? message, user, password).slice(0, longest)
  const status = responseCode ?? null
  const details = { host, port, reason, status }
  const place = `${host}:${port}`
  if (code === 'EAUTH') {
    return new AppError(
      'mail-login-refused',
      `The mail server ${place} refuses the login of '${user ?? ''}'. It says: ${reason}. Check the user name, and give the password again.`,
      { ...details, temporary: isTemporary(status) }
    )
  }
  if (status !== null) {
    return new AppError(
      'mail-refused',
      `The mail server ${place} does not take the message. It says: ${reason}. Check the sender and the receivers.`,
      { ...details, temporary: isTemporary(status) }
    )
  }
  return new AppError(
    'mail-server-unreachable',
    `The mail server ${place} cannot be used (${reason}). Check its name, its port and how it is encrypted.`,
    { ...details, temporary: true }
  )
}

const isTemporary = (status: number | null): boolean => status !== null && status >= 400 && status < 500

function withoutPassword(text: string, user: string | null, password: string | null): string {
  if (password === null || password === '') return text
  const base64 = (plain: string): string => Buffer.from(plain, 'utf8').toString('base64')
  const forms = [password, base64(password), base64(`\u0000${user ?? ''}\u0000${password}`)]
  return forms.reduce((clean, form) => clean.replaceAll(form, '[redacted]'), text)
}
