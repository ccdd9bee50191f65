import type { ModelName } from '../models/model.ts'

const calendar = 'Cx\\Modules\\Calendar\\Model\\Entity\\'

/** Classes that were renamed while the data sources of a fresh installation still name them as they were (F35). */
export const formerClasses: ReadonlyMap<string, ModelName> = new Map([
  [`${calendar}RegistrationFormName`, `${calendar}RegistrationFormFieldName`],
  [`${calendar}RegistrationFormValue`, `${calendar}RegistrationFormFieldValue`]
])
