import { escaped } from './html-text.ts'
import type { ReportLanguage } from './report.ts'

/** Whole in itself: no script, nothing fetched from anywhere, and a policy that would not let it. */
const style = `
@page { margin: 18mm }
body { font: 15px/1.5 system-ui, sans-serif; color: #1d2430; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.7rem; margin: 0 0 .25rem }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
p { margin: .25rem 0 }
.quiet { color: #5b6575 }
.figures { display: flex; flex-wrap: wrap; gap: 2rem; margin: 1rem 0 }
.figures strong { display: block; font-size: 1.5rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #d7dce4 }
td { overflow-wrap: anywhere }
th { font-weight: 600; white-space: nowrap }
.number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; padding-left: .75rem }
tr { break-inside: avoid }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt } h2 { break-after: avoid } }
`

export interface PageHead {
  readonly language: ReportLanguage
  readonly title: string
  /** An attribute that tells pages of this kind from other files; see `writeOut`. */
  readonly mark: string
}

/** The beginning of a page for a browser or a printer, up to its first heading. */
export function pageStart({ language, title, mark }: PageHead): string {
  return `<!doctype html>
<html lang="${language}" ${mark}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
`
}

export const pageEnd = '</body>\n</html>\n'
