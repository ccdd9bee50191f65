import { createHmac, randomBytes } from 'node:crypto'
import type { KeyPrint } from '../../../core/fleet/management.ts'
import { rememberKey } from '../errors/redactor.ts'

/** Lives as long as the process and is never written anywhere: prints are worth nothing outside of it. */
const secret = randomBytes(32)

/** Equal for equal keys within this process, and of no use otherwise. The key itself is redacted from here on. */
export function keyPrint(key: string): KeyPrint {
  rememberKey(key)
  return `print:${createHmac('sha256', secret).update(key).digest('base64url').slice(0, 20)}`
}
