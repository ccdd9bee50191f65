import { describe, expect, it } from 'vitest'
import MailBox from '@/features/settings/mail-box.vue'
import { click, fill, mounted, submit, type Mounted } from '../mounting.ts'

const given = (page: Mounted, name: string) =>
  page.program.calls.filter(call => call.name === name).map(({ input }) => input)

async function fillIn(page: Mounted, user = 'rexxfleet'): Promise<void> {
  await fill(page.find('mail-host'), 'mail.example.ch')
  await fill(page.find('mail-user'), user)
  await fill(page.find('mail-from'), 'rexxfleet@example.ch')
  await fill(page.find('mail-to'), 'team@example.ch, night@example.ch')
  await submit(page.find('mail-save'))
}

describe('e-mail on failure', () => {
  it.each(['en', 'de'] as const)(
    'is set up, gets its password, is tried and taken away (%s)',
    async language => {
      const page = await mounted(MailBox, {}, { language })
      expect(page.all('[data-testid="mail-test"]')).toHaveLength(0)
      await fillIn(page)
      expect(given(page, 'mail.set')).toEqual([
        {
          host: 'mail.example.ch',
          port: 587,
          tls: 'starttls',
          user: 'rexxfleet',
          from: 'rexxfleet@example.ch',
          to: ['team@example.ch', 'night@example.ch']
        }
      ])
      const field = page.find('mail-password') as HTMLInputElement
      await fill(field, 'planted password')
      await submit(field)
      expect(given(page, 'mail.setPassword')).toEqual([{ password: 'planted password' }])
      expect(field.value).toBe('')
      expect(page.wrapper.html()).not.toContain('planted password')
      await click(page.find('mail-test'))
      expect(given(page, 'mail.test')).toEqual([{}])
      await click(page.find('mail-remove'))
      expect(given(page, 'mail.remove')).toEqual([{}])
      expect(page.all('[data-testid="mail-test"]')).toHaveLength(0)
    }
  )

  it('asks for no password where there is no login, and follows the usual ports', async () => {
    const page = await mounted(MailBox)
    const [select] = page.all('[data-testid="mail-tls"] select') as HTMLSelectElement[]
    select!.value = 'implicit'
    select!.dispatchEvent(new Event('change', { bubbles: true }))
    await fillIn(page, ' ')
    expect(given(page, 'mail.set')).toMatchObject([{ port: 465, tls: 'implicit', user: null }])
    expect(page.all('[data-testid="mail-password"]')).toHaveLength(0)
    expect(page.all('[data-testid="mail-test"]')).toHaveLength(1)
  })
})
