import { AppError } from '../../shared/app-error.ts'
import { addressKey, refusePlainHttp, siteAddress } from '../address.ts'
import { checkTablePrefix } from '../enrolment/site-tables.ts'
import { nameKey, oneLineForm } from '../fleet-rules.ts'
import { mainDomainForm } from '../main-domain.ts'
import type { Environment, Site } from '../site.ts'
import { environmentOf, yesOrNo, type SheetColumn, type SheetLine, type SheetProblem } from './sheet.ts'

/** One line of a table of sites, and what would come of it. Without problems it is a site that can be added. */
export interface PlannedLine {
  readonly line: number
  readonly name: string
  readonly address: string
  readonly mainDomain: string | null
  readonly environment: Environment
  readonly tags: readonly string[]
  readonly tablePrefix: string
  readonly readOnly: boolean
  readonly allowHttp: boolean
  readonly problems: readonly { readonly column: SheetColumn; readonly problem: SheetProblem }[]
}

const limits = { name: 60, tag: 40, tags: 24, domain: 253 }

/** What adding the lines of a table would do. Looks at the text and at the fleet alone; no site is asked. */
export function planSheet(lines: readonly SheetLine[], fleet: readonly Site[]): PlannedLine[] {
  const names = new Set(fleet.map(({ name }) => nameKey(name)))
  const addresses = new Set(fleet.map(({ baseUrl }) => addressKey(baseUrl)))
  const seenNames = new Set<string>()
  const seenAddresses = new Set<string>()
  return lines.map(line => {
    const problems: { column: SheetColumn; problem: SheetProblem }[] = []
    const wrong = (column: SheetColumn, problem: SheetProblem): void =>
      void problems.push({ column, problem })
    const cell = (column: SheetColumn): string => line.cells[column]?.trim() ?? ''
    const flag = (column: 'readOnly' | 'allowHttp'): boolean => {
      const said = yesOrNo(cell(column))
      if (said === null) wrong(column, 'neither-yes-nor-no')
      return said ?? false
    }

    if (line.uneven) wrong('name', 'cells-do-not-match')
    const name = cell('name')
    if (name === '') wrong('name', 'name-missing')
    else if (name.length > limits.name) wrong('name', 'name-too-long')
    else if (!oneLineForm.test(name)) wrong('name', 'name-invalid')
    else if (names.has(nameKey(name))) wrong('name', 'name-taken')
    else if (seenNames.has(nameKey(name))) wrong('name', 'name-twice')
    seenNames.add(nameKey(name))

    const allowHttp = flag('allowHttp')
    const address = addressOf(cell('address'), allowHttp)
    if ('problem' in address) wrong('address', address.problem)
    else {
      const key = addressKey(address.baseUrl)
      if (addresses.has(key)) wrong('address', 'address-known')
      else if (seenAddresses.has(key)) wrong('address', 'address-twice')
      seenAddresses.add(key)
    }

    const mainDomain = cell('mainDomain').toLowerCase()
    if (mainDomain !== '' && !(mainDomainForm.test(mainDomain) && mainDomain.length <= limits.domain))
      wrong('mainDomain', 'main-domain-invalid')
    const environment = environmentOf(cell('environment'))
    if (environment === null) wrong('environment', 'environment-unknown')
    const tags = [
      ...new Set(
        cell('tags')
          .split(/[,;|]/)
          .map(tag => tag.trim())
          .filter(Boolean)
      )
    ]
    const fits = (tag: string): boolean => tag.length <= limits.tag && oneLineForm.test(tag)
    if (tags.length > limits.tags || !tags.every(fits)) wrong('tags', 'tags-invalid')
    const tablePrefix = cell('tablePrefix') || 'contrexx_'
    if (!canBePrefix(tablePrefix)) wrong('tablePrefix', 'prefix-invalid')

    return {
      line: line.line,
      name: name.slice(0, 200),
      address: 'baseUrl' in address ? address.baseUrl : cell('address').slice(0, 200),
      mainDomain: mainDomain === '' ? null : mainDomain.slice(0, 253),
      environment: environment ?? 'production',
      tags: tags.slice(0, limits.tags).map(tag => tag.slice(0, limits.tag)),
      tablePrefix: tablePrefix.slice(0, 64),
      readOnly: flag('readOnly'),
      allowHttp,
      problems
    }
  })
}

function addressOf(typed: string, allowHttp: boolean): { baseUrl: string } | { problem: SheetProblem } {
  if (typed === '') return { problem: 'address-missing' }
  try {
    const baseUrl = siteAddress(typed)
    refusePlainHttp(baseUrl, allowHttp)
    return { baseUrl }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return { problem: thrown.code === 'address-needs-https' ? 'address-needs-https' : 'address-invalid' }
  }
}

function canBePrefix(prefix: string): boolean {
  try {
    checkTablePrefix(prefix)
    return true
  } catch {
    return false
  }
}
