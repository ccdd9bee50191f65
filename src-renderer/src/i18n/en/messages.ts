import app from './app.ts'
import decisions from './decisions.ts'
import doctor from './doctor.ts'
import errors from './errors.ts'
import finding from './findings.ts'
import fleet from './fleet.ts'
import graph from './graph.ts'
import linkPanel from './link-panel.ts'
import notice from './notices.ts'
import palette from './palette.ts'
import preflight from './preflight.ts'
import runs from './runs.ts'
import settings from './settings.ts'
import topology from './topology.ts'
import wizard from './wizard.ts'
import words from './words.ts'

export default {
  ...app,
  ...decisions,
  ...doctor,
  ...fleet,
  ...graph,
  ...linkPanel,
  ...palette,
  ...preflight,
  ...runs,
  ...settings,
  ...topology,
  ...wizard,
  ...words,
  errors,
  notice,
  finding
}
