import { ensureBuilt } from './build.ts'

/** Playwright's global setup: the browser tests look at what users get. */
export default ensureBuilt
