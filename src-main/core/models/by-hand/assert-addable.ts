import { AppError } from '../../shared/app-error.ts'
import { allModels, findModel } from '../catalogue.ts'
import { assertReplicable } from '../replicable.ts'
import { modelFrom, type AddedModel } from './added-model.ts'

const isClass = (text: string): boolean => /^[A-Za-z_]\w*(\\[A-Za-z_]\w*)+$/.test(text) && text.length <= 200
const isField = (text: string): boolean => /^[A-Za-z_]\w{0,63}$/.test(text)

/**
 * Fails with 'invalid-input' where the description cannot be right, with 'model-known' for a class of the catalogue, or
 * one that was added before, and with 'model-not-replicable' where the class, or one that it names, is refused. Whether the change date is a
 * field that holds dates is only known once all fields are (`assertChangeDate`).
 * `together`: classes that are added along with it, to which it may refer.
 */
export function assertAddable(added: AddedModel, together: readonly AddedModel[] = []): void {
  const { name, identifier, relations, fields } = added
  if (!isClass(name))
    throw wrong(`'${name}' is no name of a class, such as Cx\\Modules\\Shop\\Model\\Entity\\Product.`)
  const model = modelFrom(added)
  // One of the catalogue's that is refused says why, whatever its capitals.
  assertReplicable(model)
  const taken = allModels().find(one => sameName(one.name, name))
  if (taken) {
    throw new AppError(
      'model-known',
      `${taken.shortName} is known already, as ${taken.name}. It need not be added.`,
      { model: taken.name }
    )
  }
  const alike = allModels().find(one => sameName(one.shortName, model.shortName))
  if (alike) throw wrong(`${alike.name} is called ${alike.shortName} already, as this class would be.`)
  const names = [...relations, ...fields].map(one => one.name)
  for (const field of [...identifier.map(one => one.name), ...names])
    if (!isField(field)) throw wrong(`'${field}' is no name of a field.`)
  if (identifier.length === 0) throw wrong('A class has at least one field that identifies its entities.')
  if (new Set(identifier.map(one => one.name)).size < identifier.length || new Set(names).size < names.length)
    throw wrong('A field or relation is named twice.')
  for (const { relation } of identifier)
    if (relation !== null && !relations.some(one => one.name === relation && one.kind === 'manyToOne'))
      throw wrong(`The identifier names a relation '${relation}' that leads to no single entity.`)
  for (const { target } of relations) {
    if (target === name) continue
    const beside = together.find(one => one.name === target)
    const related = beside ? modelFrom(beside) : findModel(target)
    if (!related) throw wrong(`${target} is not known. Add that class first.`)
    assertReplicable(related)
  }
}

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

function wrong(message: string): AppError {
  return new AppError('invalid-input', message, {})
}
