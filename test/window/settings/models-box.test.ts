import { describe, expect, it } from 'vitest'
import { described } from '@/features/settings/models/described.ts'
import ModelsBox from '@/features/settings/models/models-box.vue'
import { click, fill, mounted, submit } from '../mounting.ts'

const typed = {
  name: 'Cx\\Modules\\Guide\\Model\\Entity\\Place',
  identifier: 'id',
  relations: '',
  members: '',
  fields: '',
  changeDate: ''
}

describe('a class as it is typed', () => {
  it('is read part by part', () => {
    expect(
      described({
        ...typed,
        identifier: 'event:event, langId',
        relations: 'event = calendar-event',
        members: 'tags=guide-tag',
        fields: 'title, price:decimal',
        changeDate: ' savedAt '
      })
    ).toEqual({
      name: typed.name,
      identifier: [
        { name: 'event', relation: 'event' },
        { name: 'langId', relation: null }
      ],
      relations: [
        { name: 'event', target: 'calendar-event', kind: 'manyToOne' },
        { name: 'tags', target: 'guide-tag', kind: 'manyToMany' }
      ],
      fields: [{ name: 'title' }, { name: 'price', type: 'decimal' }],
      changeDate: 'savedAt'
    })
  })

  it('is nothing while a part of it cannot be read', () => {
    expect(described({ ...typed, name: 'Place' })).toBeNull()
    expect(described({ ...typed, identifier: ' ' })).toBeNull()
    expect(described({ ...typed, relations: 'region' })).toBeNull()
    expect(described({ ...typed, fields: 'title:emoji' })).toBeNull()
  })
})

describe('the box of own models', () => {
  it('plans a look at a class', async () => {
    const page = await mounted(ModelsBox, {})
    await click(page.find('add-model'))
    await fill(page.find('model-class'), typed.name)
    await fill(page.find('model-change-date'), 'savedAt')
    await submit(page.find('model-class').closest('form')!)
    const planned = page.program.calls.find(({ name }) => name === 'models.planAdd')
    expect(planned?.input).toMatchObject({
      name: typed.name,
      identifier: [{ name: 'id', relation: null }],
      changeDate: 'savedAt'
    })
  })

  it('says which field tells of a change', async () => {
    const page = await mounted(ModelsBox, {})
    expect(page.find('models-box').textContent).toContain('updatedAt')
  })

  it('plans a change date for a class that is there already', async () => {
    const page = await mounted(ModelsBox, {})
    await click(page.find('date-model'))
    expect(page.find('plan-date').hasAttribute('disabled')).toBe(true)
    await fill(page.find('date-field'), ' changed ')
    await click(page.find('date-unseen'))
    await submit(page.find('date-field').closest('form')!)
    expect(page.program.calls.find(({ name }) => name === 'models.planChangeDate')?.input).toMatchObject({
      model: 'Cx\\Modules\\Guide\\Model\\Entity\\Region',
      changeDate: 'changed',
      type: 'datetime'
    })
  })

  it('asks once more before a class goes', async () => {
    const page = await mounted(ModelsBox, {})
    await click(page.find('remove-model'))
    expect(page.program.calls.map(({ name }) => name)).not.toContain('models.remove')
    await click(page.find('confirm-remove-model'))
    expect(page.program.calls.find(({ name }) => name === 'models.remove')?.input).toMatchObject({
      model: 'Cx\\Modules\\Guide\\Model\\Entity\\Region'
    })
  })
})
