import { z } from 'zod'

export const backupWish = z.object({ path: z.string().min(1).max(4000) }).strict()

export const backupView = z.object({
  /** The folder that was made. */
  path: z.string(),
  files: z.number().int(),
  bytes: z.number().int(),
  /** `vault`: the keys are in it, encrypted as they were. `keychain`: they are not, and stay in this computer's keychain. */
  keys: z.enum(['vault', 'keychain'])
})
export type BackupView = z.infer<typeof backupView>
