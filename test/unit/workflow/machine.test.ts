import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src-main/core/shared/app-error.ts'
import type { StepState } from '../../../src-main/core/workflow/records.ts'
import type { Step } from '../../../src-main/core/workflow/step.ts'
import { createWorkshop } from './workshop.ts'

describe('a workflow', () => {
  it('is planned without a write, applied, and verified step by step', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan([shop.wish('a'), shop.wish('b')])
    expect(shop.world).toEqual(new Set())
    expect(shop.states(plan.id)).toEqual<StepState[]>(['planned', 'planned'])
    const applied = await shop.machine.apply(plan.id)
    expect(applied.state).toBe('applied')
    expect(shop.world).toEqual(new Set(['a', 'b']))
  })

  it('leaves alone what is there already, also when it is undone', async () => {
    const shop = createWorkshop('a')
    const plan = await shop.plan([shop.wish('a'), shop.wish('b')])
    await shop.machine.apply(plan.id)
    expect(shop.states(plan.id)).toEqual<StepState[]>(['already', 'done'])
    const undo = await shop.machine.planUndo(plan.id, 'test')
    await shop.machine.apply(undo.id)
    expect(shop.world).toEqual(new Set(['a']))
    expect(shop.machine.record(plan.id).state).toBe('undone')
  })

  it('stops where the plan no longer fits, before it writes', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan([shop.wish('a'), shop.wish('b')])
    shop.world.add('b')
    const failed = await shop.machine.apply(plan.id)
    expect(failed.failure?.code).toBe('plan-outdated')
    expect(shop.states(plan.id)).toEqual<StepState[]>(['done', 'failed'])
  })

  it('resumes after what was there when its turn came, and a later step took away', async () => {
    const shop = createWorkshop('a')
    const behaviour = { writes: false, complains: true }
    const takesA: Step = {
      ...shop.wish('b'),
      async act() {
        shop.world.delete('a')
        shop.world.add('b')
      }
    }
    const plan = await shop.plan([shop.wish('a'), takesA, shop.wish('c', behaviour)])
    expect((await shop.machine.apply(plan.id)).state).toBe('failed')
    Object.assign(behaviour, { writes: true, complains: false })
    expect(await shop.machine.apply(plan.id)).toMatchObject({ state: 'applied', failure: null })
    expect(shop.states(plan.id)).toEqual<StepState[]>(['already', 'done', 'done'])
  })

  it('looks before it believes a refusal: what was written all the same counts (F40)', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan([shop.wish('a', { writes: true, complains: true })])
    expect((await shop.machine.apply(plan.id)).state).toBe('applied')
  })

  it('does not believe a site that says yes and does nothing', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan([shop.wish('a', { writes: false, complains: false })])
    const failed = await shop.machine.apply(plan.id)
    expect(failed.failure?.code).toBe('step-failed')
  })

  it('fails with what the site said, and resumes where it stopped', async () => {
    const shop = createWorkshop()
    const behaviour = { writes: false, complains: true }
    const plan = await shop.plan([shop.wish('a'), shop.wish('b', behaviour), shop.wish('c')])
    const failed = await shop.machine.apply(plan.id)
    expect(failed.failure?.code).toBe('site-refused')
    expect(shop.world).toEqual(new Set(['a']))
    Object.assign(behaviour, { writes: true, complains: false })
    expect((await shop.machine.apply(plan.id)).state).toBe('applied')
    expect(shop.acts).toEqual(['a', 'b', 'b', 'c'])
  })

  it('cleans up where it fails, and counts as undone then; where that fails too it can be resumed', async () => {
    const shop = createWorkshop()
    const refused = shop.wish('b', { writes: false, complains: true })
    const cleaning = (name: string): Step => ({
      ...shop.wish(name).inverse(null)!,
      id: `not ${name}`,
      restores: true,
      cleansUp: true
    })
    const plan = await shop.plan([shop.wish('a'), refused, shop.wish('c'), cleaning('a')])
    const ended = await shop.machine.apply(plan.id)
    expect(ended).toMatchObject({ state: 'undone', failure: { code: 'site-refused' } })
    expect(shop.world).toEqual(new Set())
    expect(shop.acts).toEqual(['a', 'b', 'not a'])

    const stuck: Step = {
      ...cleaning('a'),
      act: async () => Promise.reject(new AppError('site-busy', 'No.'))
    }
    const again = await shop.plan([shop.wish('a'), refused, stuck])
    expect(await shop.machine.apply(again.id)).toMatchObject({
      state: 'failed',
      failure: { code: 'site-refused' }
    })
    expect(shop.world).toEqual(new Set(['a']))
  })

  it('takes up a step that another program began, and counts it as its own', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan([shop.wish('a')])
    shop.workflows.updateStep(plan.id, 0, { state: 'running' })
    shop.workflows.update(plan.id, { state: 'applying' })
    shop.world.add('a')
    await shop.machine.apply(plan.id)
    expect(shop.made).toEqual(['a'])
    expect(shop.acts).toEqual([])
  })

  it('remembers what a step made before the step counts as done, so that no end of the program comes between', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan([shop.wish('a'), shop.wish('b')])
    const forgotten: string[] = []
    shop.listen(id => {
      for (const { stepId, state } of shop.workflows.steps(id))
        if (state === 'done' && !shop.made.includes(stepId)) forgotten.push(stepId)
    })
    await shop.machine.apply(plan.id)
    expect(shop.made).toEqual(['a', 'b'])
    expect(forgotten).toEqual([])
  })

  it('never takes what somebody else made meanwhile for its own, also not when it is resumed', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan([shop.wish('a'), shop.wish('b')])
    shop.world.add('b')
    expect((await shop.machine.apply(plan.id)).failure?.code).toBe('plan-outdated')
    expect((await shop.machine.apply(plan.id)).failure?.code).toBe('plan-outdated')
    expect(shop.made).toEqual(['a'])
    const undo = await shop.machine.planUndo(plan.id, 'test')
    await shop.machine.apply(undo.id)
    expect(shop.world).toEqual(new Set(['b']))
  })

  it('that a crash cut off is undone, with what its last step had made', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan([shop.wish('a'), shop.wish('b')])
    shop.workflows.updateStep(plan.id, 0, { state: 'running' })
    shop.workflows.update(plan.id, { state: 'applying' })
    shop.world.add('a')
    const undo = await shop.machine.planUndo(plan.id, 'test')
    expect(shop.made).toEqual(['a'])
    await shop.machine.apply(undo.id)
    expect(shop.world).toEqual(new Set())
  })

  it('cannot be resumed once its undo has begun, and can be undone anew', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan([shop.wish('a'), shop.wish('b')])
    await shop.machine.apply(plan.id)
    const undo = await shop.machine.planUndo(plan.id, 'test')
    shop.world.delete('b')
    expect((await shop.machine.apply(undo.id)).failure?.code).toBe('plan-outdated')
    expect(shop.machine.record(plan.id).state).toBe('undoing')
    expect(() => shop.machine.admit(plan.id)).toThrow(AppError)
    const second = await shop.machine.planUndo(plan.id, 'test')
    await shop.machine.apply(second.id)
    expect(shop.world).toEqual(new Set())
    expect(shop.machine.record(plan.id).state).toBe('undone')
  })

  it('is applied once, however often it is asked at the same time', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan([shop.wish('a')])
    await Promise.all([shop.machine.apply(plan.id), shop.machine.apply(plan.id)])
    expect(shop.acts).toEqual(['a'])
    await expect(async () => shop.machine.admit(plan.id)).rejects.toThrow(AppError)
  })

  describe('with a step by hand', () => {
    it('asks, waits, believes nobody, and goes on once it is there', async () => {
      const shop = createWorkshop()
      const plan = await shop.plan([shop.wish('a'), shop.byHand('b'), shop.wish('c')])
      expect(shop.workflows.steps(plan.id)[1]?.sql).toBe('make b')
      const waiting = await shop.machine.apply(plan.id)
      expect(waiting).toMatchObject({ state: 'waiting', endedAt: null, failure: null })
      expect(shop.states(plan.id)).toEqual<StepState[]>(['done', 'waiting', 'planned'])
      expect(shop.workflows.steps(plan.id)[1]?.failure).toBeNull()
      const still = await shop.machine.apply(plan.id)
      expect(still.state).toBe('waiting')
      expect(shop.workflows.steps(plan.id)[1]?.failure).toMatchObject({
        code: 'sql-not-seen',
        details: { missing: ['b'] }
      })
      shop.world.add('b')
      expect((await shop.machine.apply(plan.id)).state).toBe('applied')
      expect(shop.states(plan.id)).toEqual<StepState[]>(['done', 'done', 'done'])
      expect(shop.workflows.steps(plan.id)[1]?.failure).toBeNull()
      expect(shop.made).toEqual(['a', 'b', 'c'])
      expect(shop.world).toEqual(new Set(['a', 'b', 'c']))
    })

    it('goes on for who answers in the very moment in which it is asked for', async () => {
      const shop = createWorkshop()
      const plan = await shop.plan([shop.byHand('b'), shop.wish('c')])
      let resumed: Promise<unknown> | null = null
      shop.listen(id => {
        if (resumed !== null || shop.machine.record(id).state !== 'waiting') return
        shop.world.add('b')
        resumed = shop.machine.apply(id)
      })
      await shop.machine.apply(plan.id)
      await resumed
      expect(shop.machine.record(plan.id).state).toBe('applied')
      expect(shop.world).toEqual(new Set(['b', 'c']))
    })

    it('takes what was done before it was asked for as none of its own', async () => {
      const shop = createWorkshop()
      const plan = await shop.plan([shop.byHand('b')])
      shop.world.add('b')
      expect((await shop.machine.apply(plan.id)).state).toBe('applied')
      expect(shop.states(plan.id)).toEqual<StepState[]>(['already'])
      expect(shop.made).toEqual([])
    })

    it('is undone by hand too, and at once where nobody did it', async () => {
      const shop = createWorkshop()
      const plan = await shop.plan([shop.wish('a'), shop.byHand('b')])
      await shop.machine.apply(plan.id)
      const early = await shop.machine.planUndo(plan.id, 'test')
      expect((await shop.machine.apply(early.id)).state).toBe('applied')
      expect(shop.world).toEqual(new Set())
      expect(shop.machine.record(plan.id).state).toBe('undone')

      const again = await shop.plan([shop.byHand('b')])
      await shop.machine.apply(again.id)
      shop.world.add('b')
      await shop.machine.apply(again.id)
      const undo = await shop.machine.planUndo(again.id, 'test')
      expect((await shop.machine.apply(undo.id)).state).toBe('waiting')
      expect(shop.workflows.steps(undo.id)[0]?.sql).toBe('remove b')
      shop.world.delete('b')
      expect((await shop.machine.apply(undo.id)).state).toBe('applied')
    })
  })

  it('says of what cannot be taken back that it stays, and takes back the rest', async () => {
    const shop = createWorkshop()
    const forGood: Step = { ...shop.wish('b'), inverse: () => null }
    const plan = await shop.plan([shop.wish('a'), forGood])
    await shop.machine.apply(plan.id)
    const undo = await shop.machine.planUndo(plan.id, 'test')
    const told = shop.workflows.steps(undo.id).map(({ kind, effects }) => [kind, effects])
    expect(told).toEqual([
      ['stays-done', [{ act: 'keep', what: 'site', name: 'b', why: 'no-way-back' }]],
      ['wish', [{ act: 'remove', what: 'site', name: 'a' }]]
    ])
    expect(await shop.machine.apply(undo.id)).toMatchObject({ state: 'applied' })
    expect(shop.world).toEqual(new Set(['b']))
  })

  it('refuses to undo where nothing of it can be taken back, and counts as applied all the same', async () => {
    const shop = createWorkshop('there')
    const forGood: Step = { ...shop.wish('a'), inverse: () => null }
    const plan = await shop.plan([shop.wish('there'), forGood])
    await shop.machine.apply(plan.id)
    await expect(shop.machine.planUndo(plan.id, 'test')).rejects.toMatchObject({ code: 'no-way-back' })
    expect(shop.workflows.get(plan.id)).toMatchObject({ state: 'applied' })
    expect(shop.workflows.list()).toHaveLength(1)
    // What only looked, or found everything done, has nothing to take back.
    const looked = await shop.plan([shop.wish('there')])
    await shop.machine.apply(looked.id)
    const undo = await shop.machine.planUndo(looked.id, 'test')
    expect(await shop.machine.apply(undo.id)).toMatchObject({ state: 'applied' })
  })

  it('undoes in reverse order', async () => {
    const shop = createWorkshop()
    const plan = await shop.plan(['a', 'b', 'c'].map(name => shop.wish(name)) satisfies Step[])
    await shop.machine.apply(plan.id)
    const undo = await shop.machine.planUndo(plan.id, 'test')
    await shop.machine.apply(undo.id)
    expect(shop.acts).toEqual(['a', 'b', 'c', 'not c', 'not b', 'not a'])
  })
})
