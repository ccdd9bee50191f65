import { Option, type Command } from 'commander'
import type { MailSettingsView, MailView } from '../../../contract/mail-shapes.ts'
import { mailTls, type MailTls } from '../../../contract/mail-words.ts'
import { usageFailure, type Outcome } from '../outcome.ts'
import { readSecret } from '../read-secret.ts'
import type { Session } from '../session.ts'
import { plain } from '../table.ts'
import { wholeNumber } from './numbers.ts'
import type { Registry } from './registry.ts'

interface SetOptions {
  host?: string
  port?: number
  tls?: MailTls
  user?: string | false
  from?: string
  to?: string[]
}

const usualPorts: Readonly<Record<MailTls, number>> = { starttls: 587, implicit: 465, none: 25 }

function linesOf({ settings, hasPassword }: MailView): string[] {
  if (!settings) return ['Nobody is told by e-mail.']
  const { host, port, tls, user, from, to } = settings
  const login = user === null ? 'without a login' : `as ${user}, password ${hasPassword ? 'kept' : 'missing'}`
  return [
    plain(`Failed schedules are told to ${to.join(', ')}, from ${from}.`),
    plain(`Over ${host}:${port} (${tls}), ${login}.`)
  ]
}

const told = (view: MailView): Outcome => ({ data: { ...view }, lines: linesOf(view) })

async function showMail(session: Session): Promise<Outcome> {
  return told(await session.call('mail.get', {}))
}

/** What is not named stays as it is; a new server needs all that has no usual value. */
async function setMail(session: Session, options: SetOptions): Promise<Outcome> {
  const { settings: before } = await session.call('mail.get', {})
  const tls = options.tls ?? before?.tls ?? 'starttls'
  const wish: Partial<MailSettingsView> = {
    ...before,
    ...{
      tls,
      port: options.port ?? (options.tls === undefined ? before?.port : undefined) ?? usualPorts[tls]
    },
    user: options.user === undefined ? (before?.user ?? null) : options.user || null,
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.to === undefined ? {} : { to: options.to })
  }
  const { host, from, to } = wish
  if (host === undefined || from === undefined || to === undefined)
    throw usageFailure('Give --host, --from and --to: no mail server is set up yet.')
  return told(await session.call('mail.set', { ...(wish as MailSettingsView), host, from, to }))
}

async function givePassword(session: Session): Promise<Outcome> {
  const password = await readSecret(session.world, 'Password of the mail server: ')
  if (password === '') throw usageFailure('Give the password on standard input.')
  return told(await session.call('mail.setPassword', { password }))
}

async function testMail(session: Session): Promise<Outcome> {
  await session.call('mail.test', {})
  return { data: { sent: true }, lines: ['The mail server took the test message.'] }
}

async function removeMail(session: Session): Promise<Outcome> {
  await session.call('mail.remove', {})
  return { data: {}, lines: ['Nobody is told by e-mail any more.'] }
}

export function addMailCommands(root: Command, registry: Registry): void {
  const mail = root.command('mail').description('who is told by e-mail of schedules that failed')
  mail
    .command('show')
    .description('show server and receivers, never the password')
    .action(registry.act(showMail))
  mail
    .command('set')
    .description('name the mail server and whom it tells; another server or user needs its password again')
    .option('--host <name>', 'the mail server')
    .option('--port <n>', '587 for starttls, 465 for implicit TLS, where left out', wholeNumber)
    .addOption(
      new Option('--tls <how>', 'how the connection is encrypted; none on this computer only').choices(
        mailTls
      )
    )
    .option('--user <name>', 'who logs in')
    .option('--no-user', 'the server asks for no login')
    .option('--from <address>', 'the sender')
    .option('--to <address>', 'a receiver; can be given again', (text: string, before: string[] = []) => [
      ...before,
      text
    ])
    .action(registry.act(setMail))
  mail
    .command('password')
    .description('keep the password, from standard input, where the keys are')
    .action(registry.act(givePassword))
  mail.command('test').description('send a test message now').action(registry.act(testMail))
  mail
    .command('remove')
    .description('tell nobody by e-mail any more, and forget the password')
    .action(registry.act(removeMail))
}
