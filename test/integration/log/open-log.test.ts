import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLog } from '../../../src-main/adapters/log/open-log.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rexxfleet-log-'))
})
afterEach(() => {
  rmSync(directory, { recursive: true, force: true })
})

const key = 'k3y0abcdefghijklmnopqrstuvwx9876'

describe('the log', () => {
  test('writes a line at once, for its owner only, and without keys', () => {
    const log = openLog(directory, 'info')
    log.info(`asked ?apikey=${key}`, { siteId: 's1', apiKey: key, error: new Error(`no answer to ${key}`) })
    log.debug('not at this level')
    const text = readFileSync(log.path, 'utf8')
    expect(text).not.toContain(key)
    const line = JSON.parse(text) as Record<string, unknown>
    expect(line).toMatchObject({ level: 'info', pid: process.pid, msg: 'asked ?apikey=[redacted]' })
    expect(line).toMatchObject({ facts: { siteId: 's1', apiKey: '[redacted]' } })
    expect(statSync(log.path).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(log.path)).mode & 0o777).toBe(0o700)
    log.close()
  })

  test('writes nothing before there is something to say', () => {
    openLog(directory, 'info').close()
    expect(readdirSync(directory)).toEqual([])
  })

  test('goes on in the same file after a new start', () => {
    for (const message of ['first', 'second']) {
      const log = openLog(directory, 'info')
      log.warn(message)
      log.close()
    }
    expect(readFileSync(join(directory, 'logs', 'rexxfleet.log'), 'utf8').split('\n')).toHaveLength(3)
  })

  test('puts a full file aside and keeps the newest few', () => {
    const log = openLog(directory, 'info', { bytes: 1_000, files: 3 })
    for (let line = 0; line < 100; line += 1) log.info(`line ${line} `.padEnd(100, '.'))
    log.close()
    expect(readdirSync(dirname(log.path)).sort()).toEqual([
      'rexxfleet.log',
      'rexxfleet.log.1',
      'rexxfleet.log.2'
    ])
    expect(readFileSync(log.path, 'utf8')).toContain('line 99 ')
    for (const name of readdirSync(dirname(log.path))) {
      expect(statSync(join(dirname(log.path), name)).size).toBeLessThan(1_300)
    }
  })

  test('never stops the program when it cannot write', () => {
    const log = openLog(join(directory, 'logs'), 'info')
    rmSync(directory, { recursive: true })
    log.info('into the void')
    log.close()
    expect(existsSync(log.path)).toBe(true)
    const blocked = openLog('/dev/null/nowhere', 'info')
    blocked.error('nobody hears this')
    blocked.close()
  })
})
