import type { Handlers } from '../../contract/calls.ts'
import { mailSettings, type MailView } from '../../contract/mail-shapes.ts'
import type { KeyStore } from '../../core/fleet/keys.ts'
import { checkMail } from '../../core/mail/check-mail.ts'
import { trialLetter, type LetterLanguage } from '../../core/mail/failure-letter.ts'
import { mailPasswordRef, type MailSender, type MailSettings } from '../../core/mail/mail.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Notes } from '../../core/shared/ports.ts'

const note = 'mail'

export interface MailPostDeps {
  readonly notes: Notes
  readonly keys: KeyStore
  readonly sender: MailSender
  /** Name and version of this program, as a letter ends with it. */
  readonly program: string
  readonly language: () => LetterLanguage
  readonly signal: AbortSignal
}

type MailCalls = 'mail.get' | 'mail.set' | 'mail.setPassword' | 'mail.test' | 'mail.remove'

/** Who is told by e-mail, and over which server. */
export class MailPost {
  readonly #deps: MailPostDeps

  constructor(deps: MailPostDeps) {
    this.#deps = deps
  }

  /** Null: nobody is told by e-mail. */
  get settings(): MailSettings | null {
    // An older or newer program may have written it.
    const read = mailSettings.safeParse(this.#deps.notes.get(note))
    return read.success ? read.data : null
  }

  handlers(): Pick<Handlers, MailCalls> {
    const { notes, keys, sender, program, language, signal } = this.#deps
    return {
      'mail.get': () => this.#view(),
      'mail.set': async wish => {
        checkMail(wish)
        const before = this.settings
        // Forgotten first: a password must never meet a server that it was not given for.
        if (before?.host !== wish.host || before.user !== wish.user) await keys.remove(mailPasswordRef)
        notes.set(note, { ...wish })
        return this.#view()
      },
      'mail.setPassword': async ({ password }) => {
        if (this.#required().user === null) {
          throw new AppError(
            'mail-invalid',
            'This mail server is used without a login. Give a user name first.',
            {
              field: 'user'
            }
          )
        }
        await keys.putSecret(mailPasswordRef, password)
        return this.#view()
      },
      'mail.test': async () => {
        const settings = this.#required()
        await this.requirePassword(settings)
        await sender.send(settings, trialLetter(program, language()), signal)
        return {}
      },
      'mail.remove': async () => {
        await keys.remove(mailPasswordRef)
        notes.set(note, null)
        return {}
      }
    }
  }

  /** Fails with 'mail-not-set-up' where the server wants a login and no password is kept. */
  async requirePassword({ user }: MailSettings): Promise<void> {
    if (user === null || (await this.#deps.keys.has(mailPasswordRef))) return
    throw new AppError(
      'mail-not-set-up',
      `The mail server wants a login, and no password of '${user}' is kept. Give it: rexxfleet mail password`,
      { user }
    )
  }

  async #view(): Promise<MailView> {
    const { settings } = this
    return {
      settings: settings && { ...settings, to: [...settings.to] },
      hasPassword: settings?.user != null && (await this.#deps.keys.has(mailPasswordRef))
    }
  }

  #required(): MailSettings {
    const { settings } = this
    if (settings) return settings
    throw new AppError('mail-not-set-up', 'No mail server is set up. Name one first: rexxfleet mail set', {})
  }
}
