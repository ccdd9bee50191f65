import type { FindingKind, Severity } from '../doctor/finding.ts'
import type { Summary, Trouble } from './summary.ts'

export const reportLanguages = ['de', 'en'] as const
export type ReportLanguage = (typeof reportLanguages)[number]

/** What a report for a customer says, before it is put into words. */
export interface Report {
  /** A site, a tag, or the whole fleet. */
  readonly about: string | null
  readonly title: string | null
  readonly from: number
  readonly to: number
  readonly madeAt: number
  readonly zone: string
  readonly sites: readonly ReportSite[]
  readonly links: readonly ReportLink[]
  readonly totals: Summary
}

export interface ReportSite {
  readonly name: string
  readonly mainDomain: string
  /** Looks at the site in the period, and those at which it answered. */
  readonly looks: number
  readonly answered: number
  /** When the doctor last looked at it in the period; null: not. */
  readonly examinedAt: number | null
  readonly findings: readonly {
    readonly kind: FindingKind
    readonly severity: Severity
    readonly count: number
  }[]
}

export interface ReportLink {
  readonly primary: string
  readonly replica: string
  readonly models: readonly string[]
  readonly summary: Summary
  readonly troubles: readonly Trouble[]
}
