import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { selfSigned } from '../cloudrexx/support/certificate.ts'

export interface MailServer {
  readonly port: number
  /** Whole letters, with their headers, in the order in which they came. */
  readonly letters: { readonly from: string; readonly to: readonly string[]; readonly text: string }[]
  /** Passwords that were tried. */
  readonly logins: { readonly user: string; readonly password: string }[]
  close(): Promise<void>
}

export interface MailServerWish {
  readonly user?: string
  readonly password?: string
  /** Offers STARTTLS, with a certificate that nobody vouches for. */
  readonly startTls?: boolean
  /** Receivers that are not taken. */
  readonly refuse?: string
}

/** A real SMTP server on this computer. It asks for a login where it is given a user. */
export async function mailServer(wish: MailServerWish = {}): Promise<MailServer> {
  const letters: MailServer['letters'] = []
  const logins: MailServer['logins'] = []
  const server = new SMTPServer({
    ...(wish.startTls === true ? selfSigned : { hideSTARTTLS: true }),
    authOptional: wish.user === undefined,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      logins.push({ user: username ?? '', password: password ?? '' })
      if (username === wish.user && password === wish.password) done(null, { user: username })
      // A server that repeats what it was told, as some do.
      else done(new Error(`no such login: ${username} ${password}`))
    },
    onRcptTo({ address }, _session, done) {
      if (address === wish.refuse) done(new Error('nobody of that name'))
      else done()
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope
        const from = mailFrom === false ? '' : mailFrom.address
        letters.push({
          from,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString()
        })
        done()
      })
    }
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return {
    port: (listening.address() as AddressInfo).port,
    letters,
    logins,
    close: () => new Promise(resolve => server.close(() => resolve()))
  }
}
