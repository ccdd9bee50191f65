import { AppError } from '../../../core/shared/app-error.ts'
import type { Push } from '../../../core/fleet/site-access.ts'
import type { Model } from '../../../core/models/model.ts'
import { idParts } from '../../../core/models/model.ts'
import { isDateType, readDate } from './dates.ts'
import type { FormPairs } from './form.ts'
import { arrayPairs, scalarText } from './form.ts'
import { decodePhpArray } from './php.ts'

/**
 * The body of a push: the id first (F18), then every value that can be written. NULL cannot, and is left out (F15).
 * Members of a many-to-many association go as one comma list: arrays are taken without a word and do nothing. No members at all cannot be
 * said either: an empty list is looked up as an id, and the whole entity refused.
 */
export function pushForm({ source: { model }, id, values }: Push): FormPairs {
  const parts = identifierValues(model, id)
  const pairs: (readonly [string, string])[] = model.identifier.map(({ name }, at) => [name, parts[at] ?? ''])
  const types = new Map(model.fields.map(({ name, type }) => [name, type]))
  const identifier = new Set(model.identifier.map(({ name }) => name))
  for (const [name, value] of Object.entries(values)) {
    if (identifier.has(name) || value === null) continue
    if (typeof value === 'object') {
      if (value.length > 0) pairs.push([name, value.join(',')])
    } else pairs.push(...fieldPairs(name, value, types.get(name)))
  }
  // A replica maps a part of a composite id only through its association (F19).
  model.identifier.forEach(({ association }, at) => {
    if (association === undefined || values[association] !== undefined) return
    pairs.push([association, parts[at] ?? ''])
  })
  return pairs
}

function fieldPairs(
  name: string,
  value: string | number | boolean,
  type: string | undefined
): (readonly [string, string])[] {
  if (type === 'array' && typeof value === 'string') return arrayPairs(name, decodePhpArray(value))
  if (type !== undefined && isDateType(type) && typeof value === 'string') return [[name, readDate(value)]]
  return [[name, scalarText(value)]]
}

/**
 * The values of an id. A missing or empty part must never be sent: the site would answer ok and do nothing (F31), or take
 * the request for one about all entities.
 */
export function identifierValues(model: Model, id: string): string[] {
  const parts = idParts(id)
  if (parts.length !== model.identifier.length || parts.includes('')) {
    throw new AppError('invalid-input', `'${id}' is no id of a ${model.shortName}.`, {
      model: model.name,
      id
    })
  }
  return parts
}

/** `Referrer: http://<main domain>/cadmin/` (F16). Only the host name counts there, and without it copies are made. */
export function referrerOf(sender: string): string {
  if (!/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?::\d+)?$/i.test(sender)) {
    throw new AppError(
      'invalid-input',
      `'${sender}' is no main domain. Correct the main domain of the sending site.`,
      {
        sender
      }
    )
  }
  return `http://${sender}/cadmin/`
}
