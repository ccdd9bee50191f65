import { managementEndpoint } from '../../core/fleet/management.ts'
import type { Actor, Push, PushOptions, PushRemoval, SiteWriter } from '../../core/fleet/site-access.ts'
import { isAppError } from '../../core/shared/app-error.ts'
import type { RecorderDeps } from './activity.ts'
import { callRecorded } from './activity.ts'
import type { EntityTurns } from './entity-turns.ts'
import type { Caller } from './http/caller.ts'
import { createReader } from './reader.ts'
import type { SiteRequest } from './request.ts'
import { syncRequest, v1Request } from './request.ts'
import { newRowForms, patchForms } from './rows/form.ts'
import { identityOf, rowIdParts } from './rows/kinds.ts'
import { understand } from './understand.ts'
import { readNewId } from './wire/new-id.ts'
import { identifierValues, pushForm, referrerOf } from './wire/push-form.ts'

/** Writes on one site, each on behalf of an actor and noted in the activity log. */
export function createWriter(
  deps: RecorderDeps,
  caller: Caller,
  actor: Actor,
  turns: EntityTurns
): SiteWriter {
  const { site } = caller
  const urgency = actor.kind === 'run' ? 'run' : 'step'
  const own = { keyRef: site.keyRef, urgency } as const
  const write = (request: SiteRequest, options?: PushOptions): ReturnType<typeof callRecorded> =>
    callRecorded(deps, caller, actor, request, options)

  async function send(
    method: 'PUT' | 'POST' | 'DELETE',
    push: PushRemoval | Push,
    options?: PushOptions
  ): Promise<void> {
    const { source, id, sender, keyRef } = push
    const request = syncRequest(method, source.endpoint, identifierValues(source.model, id), {
      keyRef,
      urgency,
      referrer: referrerOf(sender),
      form: 'values' in push ? pushForm(push) : null
    })
    const entity = [site.baseUrl, sender.toLowerCase(), source.model.name, id].join(' ')
    await turns.take(entity, () => write(request, options))
  }

  return {
    ...createReader(caller),
    async createRow(kind, row, options) {
      const request = v1Request('POST', managementEndpoint(kind), [], {
        ...own,
        form: newRowForms[kind](row)
      })
      const { data } = await write(request, options)
      const fields = identityOf(kind).map(({ name }) => name)
      return understand(caller, request, () => readNewId(data, fields))
    },
    async updateRow(kind, id, patch, options) {
      const form = patchForms[kind](patch)
      if (form.length === 0) return
      await write(v1Request('PUT', managementEndpoint(kind), rowIdParts(kind, id), { ...own, form }), options)
    },
    async removeRow(kind, id, options) {
      const request = v1Request('DELETE', managementEndpoint(kind), rowIdParts(kind, id), own)
      try {
        await write(request, options)
      } catch (thrown) {
        if (!isAppError(thrown, 'entity-not-found')) throw thrown
      }
    },
    put: (push, options) => send('PUT', push, options),
    post: (push, options) => send('POST', push, options),
    remove: (removal, options) => send('DELETE', removal, options)
  }
}
