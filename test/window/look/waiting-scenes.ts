import type { Scene } from './scenes.ts'

const lists = [
  ['fleet', '/fleet', 'sites.list'],
  ['graph', '/topology', 'topology.get'],
  ['runs', '/runs', 'runs.list'],
  ['run', '/runs/run-partly', 'runs.show'],
  ['doctor', '/doctor', 'doctor.last'],
  ['activity', '/activity', 'activity.list'],
  ['schedules', '/schedules', 'schedules.list'],
  ['site', '/sites/koeniz', 'sites.inventory']
] as const

/** Pages before the program has answered, and where it could not. */
export const waitingScenes: readonly Scene[] = lists.flatMap(([name, path, call]) => [
  { name: `loading-${name}`, path, options: { silent: [call] } },
  { name: `error-${name}`, path, options: { failing: { [call]: 'database-damaged' } } }
])
