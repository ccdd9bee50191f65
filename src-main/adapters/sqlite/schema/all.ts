export * from './fleet.ts'
export * from './topology.ts'
export * from './workflows.ts'
export * from './runs.ts'
