import app from './app.ts'
import bulk from './bulk.ts'
import byHand from './by-hand.ts'
import days from './days.ts'
import decisions from './decisions.ts'
import discovery from './discovery.ts'
import doctor from './doctor.ts'
import errors from './errors.ts'
import files from './files.ts'
import finding from './findings.ts'
import fleet from './fleet.ts'
import graph from './graph.ts'
import languages from './languages.ts'
import linkPanel from './link-panel.ts'
import linkChanges from './link-changes.ts'
import notice from './notices.ts'
import importing from './importing.ts'
import palette from './palette.ts'
import preflight from './preflight.ts'
import runs from './runs.ts'
import schedules from './schedules.ts'
import settings from './settings.ts'
import sitePage from './site-page.ts'
import topology from './topology.ts'
import wizard from './wizard.ts'
import words from './words.ts'

export default {
  ...app,
  ...bulk,
  ...byHand,
  ...days,
  ...decisions,
  ...discovery,
  ...doctor,
  ...files,
  ...fleet,
  ...graph,
  ...languages,
  ...linkPanel,
  ...importing,
  ...linkChanges,
  ...palette,
  ...preflight,
  ...runs,
  ...schedules,
  ...settings,
  ...sitePage,
  ...topology,
  ...wizard,
  ...words,
  errors,
  notice,
  finding
}
