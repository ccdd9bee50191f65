import { z } from 'zod'
import { mailTls } from '../core/mail/mail.ts'

/** The mail server that tells of failures, and whom it tells. The password goes in by a call of its own, and never comes out. */
export const mailSettings = z
  .object({
    host: z.string().trim().min(1).max(253),
    port: z.number().int().min(1).max(65_535),
    tls: z.enum(mailTls),
    /** Null: a server that asks for no login. */
    user: z.string().trim().min(1).max(320).nullable(),
    from: z.string().trim().min(3).max(320),
    to: z.array(z.string().trim().min(3).max(320)).min(1).max(20)
  })
  .strict()
export type MailSettingsView = z.infer<typeof mailSettings>

export const mailView = z.object({
  /** Null: nobody is told by e-mail. */
  settings: z.object(mailSettings.shape).nullable(),
  /** A password is kept for this server and user. */
  hasPassword: z.boolean()
})
export type MailView = z.infer<typeof mailView>
