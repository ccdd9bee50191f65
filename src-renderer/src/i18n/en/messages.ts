import app from './app.ts'
import errors from './errors.ts'
import fleet from './fleet.ts'
import wizard from './wizard.ts'
import words from './words.ts'

export default { ...app, ...fleet, ...wizard, ...words, errors }
