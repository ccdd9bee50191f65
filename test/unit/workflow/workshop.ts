import { AppError } from '../../../src-main/core/shared/app-error.ts'
import type { SiteAccess } from '../../../src-main/core/fleet/site-access.ts'
import type { Site } from '../../../src-main/core/fleet/site.ts'
import { Leases } from '../../../src-main/core/lease/leases.ts'
import { WorkflowMachine } from '../../../src-main/core/workflow/machine.ts'
import type {
  StepRecord,
  StepState,
  WorkflowRecord,
  WorkflowRepository
} from '../../../src-main/core/workflow/records.ts'
import type { Step } from '../../../src-main/core/workflow/step.ts'

/** How a step's write behaves. */
interface Behaviour {
  writes: boolean
  complains: boolean
}

function memoryWorkflows(): WorkflowRepository {
  const workflows = new Map<string, WorkflowRecord>()
  const steps = new Map<string, StepRecord[]>()
  return {
    insert(workflow, records) {
      workflows.set(workflow.id, workflow)
      steps.set(workflow.id, [...records])
    },
    get: id => workflows.get(id) ?? null,
    list: () => [...workflows.values()],
    steps: id => [...(steps.get(id) ?? [])],
    update: (id, patch) => void workflows.set(id, { ...workflows.get(id)!, ...patch }),
    replan(id, records) {
      workflows.set(id, { ...workflows.get(id)!, state: records.length > 0 ? 'planned' : 'awaiting-site' })
      steps.set(id, [...records])
    },
    updateStep(id, position, patch) {
      const records = steps.get(id)!
      records[position] = { ...records[position]!, ...patch }
    }
  }
}

/** A world of names that are there or not, and steps that want them there. */
export function createWorkshop(...there: string[]) {
  const world = new Set(there)
  const acts: string[] = []
  const made: string[] = []
  let wishes: Step[] = []
  let count = 0
  let listener: (workflowId: string) => void = () => undefined
  const workflows = memoryWorkflows()

  function step(name: string, wanted: boolean, behaviour: Behaviour): Step {
    return {
      id: name,
      kind: 'wish',
      siteId: null,
      async look() {
        const effects = [{ act: wanted ? 'create' : 'remove', what: 'site', name }] as const
        return { done: world.has(name) === wanted, effects, result: null }
      },
      async act() {
        acts.push(wanted ? name : `not ${name}`)
        if (behaviour.writes && wanted) world.add(name)
        if (behaviour.writes && !wanted) world.delete(name)
        if (behaviour.complains) throw new AppError('site-refused', 'No.')
      },
      settled: (_look, byUs) => void (byUs && made.push(name)),
      inverse: () => step(name, !wanted, { writes: true, complains: false })
    }
  }

  /** What only somebody outside of the program can do. */
  function byHand(name: string, wanted = true): Step {
    const { act: _act, ...plain } = step(name, wanted, { writes: false, complains: false })
    return {
      ...plain,
      byHand: true,
      async look(readers) {
        const look = await plain.look(readers)
        return { ...look, sql: `${wanted ? 'make' : 'remove'} ${name}`, missing: [name] }
      },
      async act() {},
      inverse: () => byHand(name, !wanted)
    }
  }

  const clock = { now: () => 0, steady: () => 0, sleep: async () => undefined }
  const machine = new WorkflowMachine({
    workflows,
    access: {} as SiteAccess,
    site: () => ({}) as Site,
    leases: new Leases({ holder: { id: 'me', computer: 'here' }, clock, whole: 1_000 }),
    definitions: [{ kind: 'set-up-link', steps: () => wishes }],
    clock,
    ids: { next: () => `w${++count}` },
    changed: id => listener(id)
  })

  return {
    world,
    acts,
    made,
    machine,
    workflows,
    /** Told after each change, as the window and the terminal are. */
    listen: (heard: (workflowId: string) => void): void => void (listener = heard),
    wish: (name: string, behaviour: Behaviour = { writes: true, complains: false }) =>
      step(name, true, behaviour),
    byHand: (name: string) => byHand(name),
    plan(steps: Step[]): Promise<WorkflowRecord> {
      wishes = steps
      return machine.plan({ kind: 'set-up-link', params: {}, linkId: null, siteIds: [], startedBy: 'test' })
    },
    states: (id: string): StepState[] => workflows.steps(id).map(record => record.state)
  }
}
