import app from './app.ts'
import errors from './errors.ts'
import fleet from './fleet.ts'
import runs from './runs.ts'
import settings from './settings.ts'
import topology from './topology.ts'
import wizard from './wizard.ts'
import words from './words.ts'

export default { ...app, ...fleet, ...runs, ...settings, ...topology, ...wizard, ...words, errors }
