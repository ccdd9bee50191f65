type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** A message of `fields`, with what is put into it; or words that the field was given. */
export type FieldWrong = { readonly key: string; readonly n?: string } | { readonly words: string }

/** What is wrong with a field, from the reason that the browser has: its own words would be in its own language. */
export function fieldWrong({ validity, validationMessage, ...rest }: FieldLike): FieldWrong {
  if (validity.customError) return { words: validationMessage }
  if (rest.wrong) return { words: rest.wrong }
  if (validity.badInput || validity.stepMismatch) return { key: 'number' }
  if (validity.valueMissing) return { key: 'missing' }
  if (validity.rangeUnderflow) return { key: 'least', n: rest.min }
  if (validity.rangeOverflow) return { key: 'most', n: rest.max }
  if (validity.typeMismatch) return { key: rest.type === 'email' ? 'email' : 'url' }
  return { key: 'other' }
}

export interface FieldLike {
  readonly validity: Partial<ValidityState>
  readonly validationMessage: string
  readonly type: string
  readonly min: string
  readonly max: string
  /** What the field itself says of a wrong value (`data-wrong`). */
  readonly wrong: string
}

export function fieldLike(field: Field): FieldLike {
  const { validity, validationMessage, type, dataset } = field
  const [min, max] = field instanceof HTMLInputElement ? [field.min, field.max] : ['', '']
  return { validity, validationMessage, type, min, max, wrong: dataset['wrong'] ?? '' }
}
