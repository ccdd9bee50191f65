import type { KeyReader } from '../../core/fleet/keys.ts'
import { mailPasswordRef, type MailSender, type MailSettings } from '../../core/mail/mail.ts'
import { AppError } from '../../core/shared/app-error.ts'
import { mailFailure } from './mail-failure.ts'

/** A server that does not greet or answer within this time is as good as none. */
const patienceMs = 10_000

/** Sends over SMTP. The password is read at the last moment, and is in nothing that comes back. */
export function smtpSender(keys: KeyReader, patience: number = patienceMs): MailSender {
  return {
    async send(settings, { subject, text }, signal) {
      const { from, to, user } = settings
      const password = user === null ? null : await keys.read(mailPasswordRef)
      // Loaded when somebody is told: most starts of the program never do.
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({
        ...connectionTo(settings, patience),
        ...(user === null ? {} : { auth: { user, pass: password ?? '' } })
      })
      const giveUp = (): void => transport.close()
      signal.addEventListener('abort', giveUp, { once: true })
      try {
        if (signal.aborted) throw new AppError('cancelled', 'Cancelled before the letter was sent.')
        await transport.sendMail({
          from,
          to: [...to],
          subject,
          text,
          // What looks like a path or an address in a text stays a text.
          disableFileAccess: true,
          disableUrlAccess: true
        })
      } catch (thrown) {
        throw mailFailure(thrown, settings, password)
      } finally {
        signal.removeEventListener('abort', giveUp)
        transport.close()
      }
    }
  }
}

function connectionTo({ host, port, tls }: MailSettings, patience: number): object {
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port,
    secure: tls === 'implicit',
    // Never in the clear because somebody on the way cut the offer of TLS out.
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...{
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      dnsTimeout: patience
    }
  }
}
