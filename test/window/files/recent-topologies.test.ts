import { describe, expect, it } from 'vitest'
import FilesPage from '@/features/files/files-page.vue'
import { click, mounted, settled } from '../mounting.ts'

const lookedAt = (page: Awaited<ReturnType<typeof mounted>>) =>
  page.program.calls.filter(({ name }) => name === 'topology.planImport').map(({ input }) => input)

describe('the recent topology files', () => {
  it('are looked into with one click, unless the file has gone', async () => {
    const page = await mounted(FilesPage, {}, { path: '/files' })
    const rows = [...page.find('recent-topologies').querySelectorAll('li')]
    expect(rows.map(row => row.querySelectorAll('button').length)).toEqual([2, 1])
    expect(rows[1]!.textContent).toContain('no longer there')
    await click(rows[0]!.querySelector('button')!)
    expect(lookedAt(page)).toEqual([{ path: '/home/anna/topology.json' }])
    expect(page.text()).toContain('Nothing is taken in yet.')
  })

  it('are looked into by address, and no other file is', async () => {
    const page = await mounted(FilesPage, {}, { path: '/files?topology=/etc/passwd' })
    expect(lookedAt(page)).toEqual([])
    await page.router.push('/files?topology=/home/anna/topology.json')
    await settled()
    expect(lookedAt(page)).toEqual([{ path: '/home/anna/topology.json' }])
  })
})
