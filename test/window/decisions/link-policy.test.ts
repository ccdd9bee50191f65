import { describe, expect, it } from 'vitest'
import LinkPolicy from '@/features/decisions/link-policy.vue'
import { mounted, settled } from '../mounting.ts'

async function choose(select: HTMLSelectElement, value: string): Promise<void> {
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await settled()
}

describe('the policy of a link', () => {
  it.each([
    ['en', 'The newer one wins', 'none of the models says'],
    ['de', 'Der neuere Stand gilt', 'Keines der Modelle sagt']
  ] as const)(
    'offers the newer side only where a model has a change date, and says why not (%s)',
    async (language, label, reason) => {
      const page = await mounted(LinkPolicy, { linkId: 'one' }, { language })
      const options = page.all('[data-testid="policy-conflicts"] option') as HTMLOptionElement[]
      const newer = options.find(({ value }) => value === 'newer-wins')
      expect(newer?.textContent?.trim()).toBe(label)
      expect(newer?.disabled).toBe(true)
      expect(options.filter(({ disabled }) => disabled)).toHaveLength(1)
      expect(page.find('policy-dates').textContent).toContain(reason)
    }
  )

  it('is set by a choice', async () => {
    const page = await mounted(LinkPolicy, { linkId: 'one' })
    const [select] = page.all('[data-testid="policy-conflicts"] select') as HTMLSelectElement[]
    await choose(select!, 'replica-wins')
    expect(page.program.calls.find(({ name }) => name === 'links.setPolicy')?.input).toEqual({
      linkId: 'one',
      conflicts: 'replica-wins'
    })
  })
})
