import { escaped, htmlTable } from './html-text.ts'
import { pageEnd, pageStart } from './page-html.ts'
import { reportWords, type ReportWords } from './report-words.ts'
import type { Report, ReportLanguage, ReportSite } from './report.ts'

/** How each report begins; one that begins like this may be written over. */
export const reportMark = 'data-made-by="rexxfleet-report"'

/** The report as a page to print, in one language. */
export function reportHtml(report: Report, language: ReportLanguage): string {
  const words = reportWords[language]
  const show = formats(words, report.zone)
  const title = report.title ?? words.report
  const about = report.about ?? words.fleet
  return `${pageStart({ language, title: `${title}: ${about}`, mark: reportMark })}<h1>${escaped(title)}</h1>
<p>${escaped(about)}</p>
<p class="quiet">${escaped(`${words.period}: ${show.day(report.from)} – ${show.day(report.to - 1)}`)}</p>
<p class="quiet">${escaped(`${words.madeAt} ${show.moment(report.madeAt)}`)}</p>
<h2>${escaped(words.overview)}</h2>
${figures(report, words, show)}
<h2>${escaped(words.links)}</h2>
${links(report, words, show)}
<h2>${escaped(words.troubles)}</h2>
${troubles(report, words, show)}
<h2>${escaped(words.sites)}</h2>
${sites(report, words, show)}
${pageEnd}`
}

interface Formats {
  day(time: number): string
  moment(time: number): string
  count(value: number): string
  share(value: number): string
}

function formats({ locale }: ReportWords, zone: string): Formats {
  const day = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'long' })
  const moment = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' })
  const count = new Intl.NumberFormat(locale)
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  return {
    day: time => day.format(time),
    moment: time => moment.format(time),
    count: value => count.format(value),
    share: value => share.format(value)
  }
}

function figures({ totals }: Report, words: ReportWords, show: Formats): string {
  const figure = (value: number, name: string): string =>
    `<div><strong>${escaped(show.count(value))}</strong>${escaped(name)}</div>`
  return `<div class="figures">${[
    figure(totals.runs, words.runs),
    figure(totals.well, `${words.runs} ${words.well}`),
    figure(totals.created, words.created),
    figure(totals.updated, words.updated),
    figure(totals.removed, words.removed),
    figure(totals.failed, words.failed)
  ].join('')}</div>`
}

function links(report: Report, words: ReportWords, show: Formats): string {
  if (report.links.length === 0) return `<p>${escaped(words.noLinks)}</p>`
  const header = [
    ...[words.link, words.content, words.lastRun],
    ...[words.runs, words.created, words.updated, words.removed, words.failed]
  ]
  const rows = report.links.map(({ primary, replica, models, summary }) => [
    `${primary} → ${replica}`,
    models.join(', '),
    summary.lastAt === null || summary.lastState === null
      ? words.noRuns
      : `${show.moment(summary.lastAt)}, ${words.state[summary.lastState]}`,
    ...[summary.runs, summary.created, summary.updated, summary.removed, summary.failed].map(show.count)
  ])
  return htmlTable(header, rows, 3)
}

function troubles(report: Report, words: ReportWords, show: Formats): string {
  const rows = report.links.flatMap(link =>
    link.troubles.map(({ kind, times, firstAt, lastAt }) => [
      `${link.primary} → ${link.replica}`,
      words.kind[kind],
      show.moment(firstAt),
      show.moment(lastAt),
      show.count(times)
    ])
  )
  if (rows.length === 0) return `<p>${escaped(words.noTroubles)}</p>`
  return htmlTable([words.link, words.trouble, words.first, words.last, words.times], rows, 4)
}

function sites(report: Report, words: ReportWords, show: Formats): string {
  const header = [words.site, words.mainDomain, words.availability, words.findings]
  return htmlTable(
    header,
    report.sites.map(site => [
      site.name,
      site.mainDomain,
      site.looks === 0 ? words.notWatched : show.share(site.answered / site.looks),
      findings(site, words, show)
    ])
  )
}

function findings({ examinedAt, findings: found }: ReportSite, words: ReportWords, show: Formats): string {
  if (examinedAt === null) return words.notExamined
  const lines = found.map(
    ({ kind, severity, count }) =>
      `${words.severity[severity]}: ${words.finding[kind]}${count > 1 ? ` (${show.count(count)})` : ''}`
  )
  return `${words.examined} ${show.moment(examinedAt)}: ${lines.join('; ') || words.noFindings}`
}
