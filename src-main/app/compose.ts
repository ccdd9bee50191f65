import { openKeyStore } from '../adapters/keychain/open-key-store.ts'
import { openStore, type Store } from '../adapters/sqlite/open-store.ts'
import type { KeyStore } from '../core/fleet/keys.ts'
import { finishCutOff } from './backup/restore-backup.ts'
import { layGround } from './composition/ground.ts'
import { createHandlers } from './composition/handlers.ts'
import { tryExpressionsInLinearTime } from './composition/linear-expressions.ts'
import { createServices } from './composition/services.ts'
import { createDispatch } from './dispatch.ts'
import { systemClock } from './identity.ts'
import type { OpenProgram, ProgramOptions } from './program.ts'
import { dropStrayKeys } from './topology-file/incoming-keys.ts'

/** Puts the program together: adapters into core's ports, services behind the contract's calls. The only place that knows them all. */
export async function compose(options: ProgramOptions): Promise<OpenProgram> {
  finishCutOff(options.dataDirectory)
  tryExpressionsInLinearTime()
  const store = openStore(options.dataDirectory, { clock: options.clock ?? systemClock })
  try {
    const { dataDirectory, passphrase, preferVault = false, vaultAhead: ahead } = options
    const keys = await openKeyStore({ dataDirectory, passphrase, preferVault, ahead })
    return await composeOn(store, keys, options)
  } catch (thrown) {
    store.close()
    throw thrown
  }
}

async function composeOn(store: Store, keys: KeyStore, options: ProgramOptions): Promise<OpenProgram> {
  const ground = layGround(store, keys, options)
  const services = createServices(ground, options)
  const { access, bus, closing, fleet, log } = ground
  const { engine, housekeeping, machine, remains, scheduling } = services
  const dispatch = createDispatch(createHandlers(ground, services), log)
  if (store.sites.list().some(one => one.demo)) await fleet.thaw()
  await dropStrayKeys(ground).catch((fault: unknown) => log.warn('keys of an import are left', { fault }))

  if (options.schedules === true) {
    scheduling.scheduler.start()
    housekeeping.start()
  }

  let closed: Promise<void> | null = null
  async function close(): Promise<void> {
    closing.abort()
    await scheduling.stop()
    await housekeeping.stop()
    await engine.stopAll()
    await machine.idle()
    await remains.idle()
    access.close()
    await fleet.freeze()
    log.close()
    store.close()
  }
  return { ...dispatch, log, listen: listener => bus.listen(listener), close: () => (closed ??= close()) }
}
