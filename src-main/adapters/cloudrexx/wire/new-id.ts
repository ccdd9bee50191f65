import { BadAnswer } from '../errors/bad-answer.ts'
import { isRecord } from './answer.ts'

/** The id of what was just made, as the site tells it: its identifier fields, as numbers or texts (F4). */
export function readNewId(data: unknown, fields: readonly string[]): string {
  const values = fields.map(name => (isRecord(data) ? data[name] : undefined))
  if (!values.every(value => typeof value === 'number' || (typeof value === 'string' && value !== ''))) {
    throw new BadAnswer('a creation without the id of what was made')
  }
  return values.join('/')
}
