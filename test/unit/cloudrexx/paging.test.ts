import { describe, expect, it } from 'vitest'
import type { Listing, PageAsk } from '../../../src-main/adapters/cloudrexx/paging/listing.ts'
import { PageShare } from '../../../src-main/adapters/cloudrexx/paging/page-share.ts'
import {
  sizeAfterSuccess,
  smallerSize,
  startingSize
} from '../../../src-main/adapters/cloudrexx/paging/page-size.ts'
import { oneAhead } from '../../../src-main/adapters/cloudrexx/paging/prefetch.ts'
import { pagePairs } from '../../../src-main/adapters/cloudrexx/paging/site-listing.ts'
import { walk } from '../../../src-main/adapters/cloudrexx/paging/walk.ts'

interface Table {
  readonly listing: Listing<string>
  readonly asks: PageAsk[]
  rows: string[]
}

/** A list as a site keeps it: within one value of the ordered field the order is anybody's guess. */
function table(
  rows: string[],
  options: {
    limit?: number
    fields?: number
    text?: boolean
    shorten?: (ask: number) => number
    cut?: boolean
  } = {}
): Table {
  const { limit = 4, fields = 1, text = false, cut = false } = options
  const identifier = Array.from({ length: fields }, (_, at) => ({
    name: `f${at}`,
    numeric: !(text && at === fields - 1)
  }))
  const asks: PageAsk[] = []
  const self: Table = {
    rows,
    asks,
    listing: {
      identifier,
      lastMayBeCut: () => cut,
      whole: id => Promise.resolve({ id, value: id.join('/') }),
      fetch(ask, minimum = 0) {
        asks.push(ask)
        const level = identifier.findIndex(({ name }) => name === ask.orderBy)
        const most = options.shorten?.(asks.length) ?? Infinity
        const size = Math.max(limit, minimum)
        const found = self.rows
          .map(id => ({ id: id.split('/'), value: id }))
          .filter(({ id }) =>
            ask.equal.every(([field, value]) => id[identifier.findIndex(one => one.name === field)] === value)
          )
          .filter(({ id }) => ask.after === null || Number(id[level]) > Number(ask.after))
          .sort((a, b) =>
            text && level === fields - 1
              ? a.value.localeCompare(b.value)
              : Number(a.id[level]) - Number(b.id[level]) || (asks.length % 2 ? 1 : -1)
          )
          .slice(ask.offset, ask.offset + Math.min(size, most))
        return Promise.resolve({ rows: found, limit: size })
      }
    }
  }
  return self
}

async function gather<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const page of pages) all.push(...page)
  return all
}

async function read(one: Table, between: () => void = () => undefined): Promise<string[]> {
  const all: string[] = []
  for await (const page of walk(one.listing)) {
    all.push(...page.map(({ value }) => value))
    between()
  }
  return all
}

const byNumbers = (a: string, b: string): number => {
  const [x, y] = [a.split('/').map(Number), b.split('/').map(Number)]
  return x.map((value, at) => value - (y[at] ?? 0)).find(difference => difference !== 0) ?? 0
}

describe('single ids', () => {
  it.each([0, 1, 3, 4, 5, 8, 9])('%i rows, each once, until a page is empty', async count => {
    const rows = Array.from({ length: count }, (_, at) => String(at * 3 + 1))
    const one = table(rows)
    expect(await read(one)).toEqual(rows)
    expect(one.asks).toHaveLength(Math.ceil(count / 4) + 1)
  })

  it('a short page is not the end', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => String(at + 1))
    expect(await read(table(rows, { shorten: ask => (ask % 2 ? 1 : 4) }))).toEqual(rows)
  })

  it('rows that come and go neither double nor hide others', async () => {
    const one = table(Array.from({ length: 12 }, (_, at) => String(at * 2 + 10)))
    let next = 100
    const seen = await read(one, () => {
      if (next === 103) return
      one.rows = [...one.rows.slice(1), String(next++), String(11 - (next - 100))]
    })
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(['100', '101', '102', '32', '30', '28']))
  })

  it('a last row whose members may be cut is read again', async () => {
    const rows = ['1', '2', '3', '4', '5']
    const one = table(rows, { cut: true })
    expect(await read(one)).toEqual(rows)
  })

  it('a site that does not mind filters is found out', async () => {
    const one = table(['1', '2', '3'])
    const endless: Listing<string> = {
      ...one.listing,
      fetch: ask => one.listing.fetch({ ...ask, after: null })
    }
    await expect(gather(walk(endless))).rejects.toThrow('does not mind filters')
  })

  it('starts behind an id', async () => {
    const one = table(['1', '2', '3', '9'])
    const rest = await gather(walk(one.listing, [], 0, '2'))
    expect(rest.map(({ value }) => value)).toEqual(['3', '9'])
  })
})

describe('composite ids', () => {
  const grid = (first: number, second: number): string[] =>
    Array.from({ length: first * second }, (_, at) => `${Math.floor(at / second) + 1}/${(at % second) + 1}`)

  it.each([
    [0, 1],
    [1, 1],
    [3, 1],
    [2, 2],
    [5, 2],
    [4, 3],
    [2, 4],
    [3, 9],
    [7, 5]
  ])('%i groups of %i', async (first, second) => {
    const rows = grid(first, second)
    expect((await read(table(rows, { fields: 2 }))).sort(byNumbers)).toEqual(rows)
  })

  it('groups of different sizes, with short pages', async () => {
    const rows = [
      ...grid(3, 2),
      ...grid(1, 13).map(id => id.replace(/^1/, '8')),
      '9/1',
      '11/4',
      '12/1',
      '12/2'
    ]
    const one = table(rows, { fields: 2, shorten: ask => (ask % 3 ? 4 : 2) })
    expect((await read(one)).sort(byNumbers)).toEqual(rows)
  })

  it('three fields', async () => {
    const rows = grid(3, 3).flatMap(id => [`${id}/1`, `${id}/2`])
    expect((await read(table(rows, { fields: 3 }))).sort(byNumbers)).toEqual(rows)
  })

  it('a list that fits a page takes two requests', async () => {
    const one = table(['1/1', '1/2', '2/1'], { fields: 2 })
    await read(one)
    expect(one.asks).toHaveLength(2)
  })
})

describe('ids that are texts', () => {
  it.each([1, 3, 4, 5, 9, 40])('%i rows in one answer', async count => {
    const rows = Array.from({ length: count }, (_, at) => `t${at}`)
    expect((await read(table(rows, { text: true }))).sort()).toEqual(rows.sort())
  })

  it('a text at the end of a composite id', async () => {
    const rows = ['1/1/*', '1/2/*', '1/2/a', '1/2/b', '1/2/c', '1/2/d', '2/1/*']
    expect((await read(table(rows, { fields: 3, text: true, limit: 2 }))).sort()).toEqual(rows)
  })
})

describe('page sizes', () => {
  const easily = { milliseconds: 500, bytes: 400_000 }

  it('shrink twice, and grow back', () => {
    const start = startingSize()
    const once = smallerSize(start)!
    const twice = smallerSize(once)!
    expect([start.rows, once.rows, twice.rows, smallerSize(twice)]).toEqual([2_000, 500, 125, null])
    const grown = sizeAfterSuccess(twice, easily, 8_000)
    expect(grown).toMatchObject({ rows: 250, shrinks: 0 })
    expect(sizeAfterSuccess(grown, easily, 8_000).rows).toBe(250)
    expect(sizeAfterSuccess(sizeAfterSuccess(once, easily, 8_000), easily, 8_000).rows).toBe(1_000)
    expect(sizeAfterSuccess(startingSize(10), easily, 8_000)).toEqual(startingSize(10))
    expect(smallerSize(startingSize(10))).toBeNull()
  })

  it('grow beyond that while pages come easily, as far as there is room', () => {
    const sizes = [startingSize()]
    for (let page = 0; page < 4; page++) sizes.push(sizeAfterSuccess(sizes.at(-1)!, easily, 8_000))
    expect(sizes.map(({ rows }) => rows)).toEqual([2_000, 4_000, 8_000, 8_000, 8_000])
    const slowly = { ...easily, milliseconds: 3_000 }
    const large = { ...easily, bytes: 3_000_000 }
    for (const cost of [slowly, large]) expect(sizeAfterSuccess(startingSize(), cost, 8_000).rows).toBe(2_000)
    // Others want room by now: what was reached already stays.
    expect(sizeAfterSuccess(sizes[1]!, easily, 2_000).rows).toBe(4_000)
  })

  it('halve where a page took too long, and stay so', () => {
    const half = sizeAfterSuccess(startingSize(), { ...easily, milliseconds: 11_000 }, 8_000)
    expect(half.rows).toBe(1_000)
    expect(sizeAfterSuccess(half, easily, 8_000).rows).toBe(1_000)
  })

  it('share the room with all lists that are read at the same time', () => {
    const share = new PageShare()
    const rows = [0, 3, 6, 12, 41].map(lists => {
      const before = share.rows
      for (let list = 0; list < lists; list++) share.enter()
      const now = share.rows
      for (let list = 0; list < lists; list++) share.leave()
      expect(share.rows).toBe(before)
      return now
    })
    expect(rows).toEqual([4_000, 4_000, 4_000, 2_000, 2_000])
  })

  it('and the order of the list are written as the site reads them (F9, F11)', () => {
    expect(pagePairs({ equal: [['eventId', '88']], orderBy: 'langId', after: '2', offset: 7 }, 50)).toEqual([
      ['filter[eventId]', '88'],
      ['filter[langId][gt]', '2'],
      ['order[langId]', 'ASC'],
      ['limit', '50,7']
    ])
  })
})

describe('one page ahead', () => {
  it('and never more', async () => {
    let asked = 0
    let stopped = 0
    async function* source(): AsyncGenerator<number> {
      for (;;) yield ++asked
    }
    for await (const page of oneAhead(source(), () => stopped++)) {
      await new Promise(resolve => setTimeout(resolve, 5))
      expect(asked).toBe(page + 1)
      if (page === 3) break
    }
    expect(stopped).toBe(1)
  })

  it('fails when the failed page is asked for, not before', async () => {
    async function* source(): AsyncGenerator<number> {
      yield 1
      await Promise.resolve()
      throw new Error('second page')
    }
    const pages: number[] = []
    const reading = (async () => {
      for await (const page of oneAhead(source(), () => undefined)) {
        pages.push(page)
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    })()
    await expect(reading).rejects.toThrow('second page')
    expect(pages).toEqual([1])
  })
})
