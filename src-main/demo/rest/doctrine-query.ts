import { isToOne } from '../orm/model.ts'
import type { Model } from '../orm/model.ts'
import type { Recursions } from '../orm/recursion.ts'
import { SiteException } from '../orm/site-exception.ts'
import type { Filter } from './list-arguments.ts'

const QUERY_EXCEPTION = 'Doctrine\\ORM\\Query\\QueryException'
const SIGNS = { eq: '=', lt: '<', gt: '>', lte: '<=', gte: '>=' } as const
const NOT_ONE = 'Invalid PathExpression. StateFieldPathExpression or SingleValuedAssociationField expected.'
const INVERSE =
  'A single-valued association path expression to an inverse side is not supported in DQL queries. Use an explicit join instead.'

/**
 * The query that Doctrine would parse, and what it refuses in it: `not`, and filters or orders over to-many associations. The
 * position in the text is part of the message, so the text is built as Doctrine builds it.
 */
export class DoctrineQuery {
  private text: string
  private readonly model: Model
  private readonly recursions: Recursions
  private conditions = 0
  private readonly doubts: (() => void)[] = []

  constructor(model: Model, recursions: Recursions) {
    this.model = model
    this.recursions = recursions
    const paths = [...recursions].sort()
    const aliases = paths.map((path, index) => [path, `x${index + 1}`] as const)
    const joins = aliases.map(([path, alias]) => {
      const parent = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : ''
      const owner = aliases.find(([known]) => known === parent)?.[1] ?? 'x'
      return ` LEFT JOIN ${owner}.${path.slice(path.lastIndexOf('.') + 1)} ${alias}`
    })
    const selected = ['x', ...aliases.map(([, alias]) => alias)].join(', ')
    this.text = `SELECT ${selected} FROM ${model.class} x${joins.join('')}`
  }

  /** Adds a condition; `not` is no comparison, and ends the parsing where its bracket closes. */
  where({ field, operation }: Filter): void {
    const association = this.model.association(field)
    this.text += this.conditions++ === 0 ? ' WHERE ' : ' AND '
    if (operation === 'not') {
      this.text += `NOT(x.${field}`
      const at = this.text.length
      throw new SiteException(
        QUERY_EXCEPTION,
        `[Syntax Error] line 0, col ${at}: Error: Expected =, <, <=, <>, >, >=, !=, got ')'`
      )
    }
    const at = this.text.length + 2
    this.text +=
      operation === 'in'
        ? `x.${field} IN(?${this.conditions})`
        : `x.${field} ${SIGNS[operation]} ?${this.conditions}`
    if (association?.kind === 'manyToMany' && this.recursions.has(field)) return
    this.doubt(field, at)
  }

  orderBy(field: string, direction: string): void {
    const at = this.text.length + ' ORDER BY x.'.length
    this.text += ` ORDER BY x.${field} ${direction}`
    this.doubt(field, at)
  }

  /** Refuses what cannot be queried; the whole text has to stand by then. */
  verify(): void {
    for (const check of this.doubts) check()
  }

  private doubt(field: string, at: number): void {
    const association = this.model.association(field)
    if (!association) return
    if (isToOne(association)) {
      if (association.column === undefined) this.doubts.push(() => refuse(INVERSE))
      return
    }
    this.doubts.push(() =>
      refuse(`[Semantical Error] line 0, col ${at} near '${this.near(at)}': Error: ${NOT_ONE}`)
    )
  }

  /** The piece of the query that Doctrine shows with an error. */
  private near(at: number): string {
    const from = at + 12
    const end = this.text.indexOf(' ', this.text.length > from ? from : this.text.length)
    return end < 0 ? this.text.slice(at, at + 12) : this.text.slice(at, end)
  }
}

function refuse(message: string): never {
  throw new SiteException(QUERY_EXCEPTION, message)
}
