/** Telling of failed schedules by e-mail. The password goes in through `mail.setPassword` alone, and none ever comes out. */
import { z } from 'zod'
import { mailSettings, mailView } from '../mail-shapes.ts'
import { call, nothing } from './call.ts'

export const mailCalls = {
  'mail.get': call(nothing, mailView),
  /** Another server or user never gets the password that was given for the one before: it is forgotten. */
  'mail.set': call(mailSettings, mailView),
  'mail.setPassword': call(z.object({ password: z.string().min(1).max(500) }).strict(), mailView),
  /** Sends a test message now. */
  'mail.test': call(nothing, nothing),
  /** From now on nobody is told by e-mail; the password goes too. */
  'mail.remove': call(nothing, nothing)
} as const
