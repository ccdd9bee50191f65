import { execFileSync } from 'node:child_process'
import { openKeyStore, type KeyStoreOptions } from '../../../../src-main/adapters/keychain/open-key-store.ts'
import type { KeyStore } from '../../../../src-main/core/fleet/keys.ts'
import { asAppError } from '../../../../src-main/core/shared/app-error.ts'
import type { KeyTask, KeyAnswer } from '../keyring-session.ts'

/** Does what it is told with a key store, inside the session it was started in, and prints how each task went. */
const tasks = JSON.parse(process.argv[2]!) as KeyTask[]
let store: KeyStore | null = null

async function carriedOut(task: KeyTask): Promise<unknown> {
  switch (task.do) {
    case 'open': {
      const passphrase = (): Promise<string | null> => Promise.resolve(task.passphrase ?? null)
      const options: KeyStoreOptions = {
        dataDirectory: task.directory,
        passphrase,
        preferVault: task.preferVault ?? false,
        vaultCost: 2 ** 12
      }
      store = await openKeyStore(options)
      return store.kind
    }
    case 'lock': {
      const collections = 'array:objpath:/org/freedesktop/secrets/aliases/default'
      const method = 'org.freedesktop.Secret.Service.Lock'
      const to = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
      execFileSync('dbus-send', ['--session', '--print-reply', ...to, method, collections])
      return null
    }
    case 'putSecret':
      return await store!.putSecret(task.ref, task.secret)
    case 'put':
      return await store!.put(task.ref, task.key)
    default:
      return await store![task.do](task.ref)
  }
}

const answers: KeyAnswer[] = []
for (const task of tasks) {
  try {
    answers.push({ value: await carriedOut(task) })
  } catch (thrown) {
    const { code, message } = asAppError(thrown)
    answers.push({ code, message })
  }
}
process.stdout.write(JSON.stringify(answers))
