import { askAhead } from '@/bridge/program.ts'

/** As many runs as the window keeps. */
export const runsKept = 500

export function beginsWithFleet(): boolean {
  return ['', '#/', '#/fleet'].includes(location.hash)
}

/** Asks for what every page shows, and for the sites where they come first, while the rest of the window is still being read. */
export function askFirst(): void {
  if (beginsWithFleet()) askAhead('sites.list', {})
  askAhead('settings.get', {})
  askAhead('app.info', {})
  askAhead('runs.list', { limit: runsKept })
  askAhead('links.list', {})
  askAhead('doctor.last', {})
}
