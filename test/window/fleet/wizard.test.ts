import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import AddSite from '@/features/fleet/wizard/add-site.vue'
import { sqlPieces } from '@/features/fleet/wizard/sql-pieces.ts'
import { useSettings } from '@/features/settings/settings-store.ts'
import { click, fill, mounted, settled, submit, type Mounted } from '../mounting.ts'

const secret = 'S3cretS3cretS3cretS3cretS3cret12'

async function toAddress(page: Mounted, address = 'https://www.neu.example'): Promise<void> {
  await fill(page.find('site-name'), 'Neue Site')
  await fill(page.find('site-address'), address)
}

describe('the wizard that adds a site', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true }))
  afterEach(() => vi.useRealTimers())

  it('goes from the address over the SQL and the live check to the details', async () => {
    const page = await mounted(AddSite, { siteId: null })
    await toAddress(page)
    await submit(page.find('site-address'))
    expect(page.program.calls.map(call => call.name)).toContain('sites.add')
    expect(page.text()).toContain('0 of 11 ready')
    expect(page.text()).toContain('••••••••')
    for (let i = 0; i < 5; i += 1) {
      await vi.advanceTimersByTimeAsync(3_000)
      await settled()
    }
    expect(page.text()).toContain('11 of 11 ready')
    await click(page.find('wizard-enrol'))
    expect((page.find('main-domain') as HTMLInputElement).value).toBe('www.neu.example')
    expect(page.text()).toContain('Global Configuration')
    await fill(page.find('main-domain'), 'neu.example')
    await submit(page.find('main-domain'))
    expect(page.program.calls.find(call => call.name === 'sites.update')?.input).toMatchObject({
      mainDomain: 'neu.example'
    })
    expect(page.find('wizard-done').textContent).toContain('Neue Site')
  })

  it('shows what is wrong with an address, and adds nothing', async () => {
    const page = await mounted(AddSite, { siteId: null })
    await toAddress(page, 'thun')
    await submit(page.find('site-address'))
    expect(page.all('[data-error-code="address-invalid"]')).toHaveLength(1)
    expect(page.program.calls.map(call => call.name)).not.toContain('sites.add')
  })

  it('sends a given key once, clears the field at once, and shows the key nowhere', async () => {
    const page = await mounted(AddSite, { siteId: null })
    await toAddress(page)
    await click(page.all('input[type="radio"][value="given"]')[0]!)
    await submit(page.find('site-address'))
    const field = page.find('management-key') as HTMLInputElement
    expect(field.type).toBe('password')
    await fill(field, secret)
    expect(page.text()).toContain('32 of 32')
    await submit(field)
    expect(field.value).toBe('')
    const sent = page.program.calls.filter(call => JSON.stringify(call.input ?? {}).includes(secret))
    expect(sent.map(call => call.name)).toEqual(['sites.provideKey'])
    expect(document.documentElement.outerHTML).not.toContain(secret)
    expect(JSON.stringify({ ...localStorage })).not.toContain(secret)
  })

  it('clears the field also when the key is refused', async () => {
    const page = await mounted(AddSite, { siteId: null })
    await toAddress(page)
    await click(page.all('input[type="radio"][value="given"]')[0]!)
    await submit(page.find('site-address'))
    const field = page.find('management-key') as HTMLInputElement
    await fill(field, 'too-short')
    await submit(field)
    expect(field.value).toBe('')
    expect(page.all('[data-error-code="key-length"]')).toHaveLength(1)
  })

  it.each([
    [true, 1],
    [false, 0]
  ])('offers to copy the script only where the program can do it safely (%s)', async (clipboard, buttons) => {
    const page = await mounted(AddSite, { siteId: null }, { clipboard })
    await useSettings().load()
    await toAddress(page)
    await submit(page.find('site-address'))
    expect(page.all('[data-testid="copy-script"]')).toHaveLength(buttons)
    expect(page.all('[data-testid="save-script"]')).toHaveLength(1)
  })
})

describe('SQL', () => {
  it('is cut into words, texts and comments without losing a character', () => {
    const line = "INSERT INTO t VALUES ('it''s \\'fine\\'', 2); -- done"
    const pieces = sqlPieces(line)
    expect(pieces.map(piece => piece.text).join('')).toBe(line)
    expect(pieces.filter(piece => piece.kind === 'text')).toHaveLength(1)
    expect(pieces.at(-1)).toEqual({ text: '-- done', kind: 'comment' })
  })
})
