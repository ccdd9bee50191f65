import { isLoopback } from '../fleet/address.ts'
import { AppError } from '../shared/app-error.ts'
import type { MailSettings } from './mail.ts'

const host = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]|[0-9a-f:]+)$/i
/** One bare address: what could carry a second header, a name or a list is none. */
const address = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u

/** Fails with 'mail-invalid', which names the field. Without TLS a password and names of sites could be read on the way. */
export function checkMail({ host: name, tls, user, from, to }: MailSettings): void {
  if (!host.test(name))
    throw invalid(
      'host',
      `'${name}' is no name of a mail server. Give it without a scheme, like mail.example.ch.`
    )
  if (tls === 'none' && !isLoopback(name))
    throw invalid(
      'tls',
      'Without TLS only a mail server on this very computer may be used. Choose starttls or implicit.'
    )
  if (user !== null && /\p{Cc}/u.test(user))
    throw invalid('user', 'A user name has no control characters in it.')
  for (const [field, one] of [['from', from], ...to.map(other => ['to', other])] as const)
    if (!address.test(one)) throw invalid(field, `'${one}' is no e-mail address, like team@example.ch.`)
}

function invalid(field: string, message: string): AppError {
  return new AppError('mail-invalid', message, { field })
}
