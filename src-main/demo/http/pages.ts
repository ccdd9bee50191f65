import { HTML_TYPE } from '../rest/answer.ts'
import type { Answer } from '../rest/answer.ts'

/** What a site shows while its database is down, and while it is being worked on (F5). */
export const MAINTENANCE_PAGE: Answer = {
  status: 500,
  headers: { 'content-type': HTML_TYPE },
  rows: 0,
  body: `<!Doctype html>
<html>
    <head>
        <title>Wartungsmodus - maintenance mode</title>
        <link href="../core/Core/View/Style/base.css" rel="stylesheet" type="text/css" />
    </head>
    <body>
        <div id="container">
            <div id="header">
                <a class="logo" href="index.php"></a>
            </div>
            <div class="maintenance-content">
                <img alt="image" src="../core/Core/View/Media/settings.png">
                <h1>Maintenance Mode</h1>
                <p>This website is under maintenance. Please try again later.</p>
            </div>
        </div>
    </body>
</html>
`
}

/** A page of the website itself: nothing but its title, and its address under the main domain. */
export function sitePage(mainDomain: string, path: string): Answer {
  const address = `http://${mainDomain}${path}`.replace(/[&<>"]/g, mark => `&#${mark.charCodeAt(0)};`)
  return {
    status: 200,
    headers: { 'content-type': HTML_TYPE },
    rows: 0,
    body: `<!DOCTYPE html>\n<html>\n<head>\n<title>${mainDomain}</title>\n<link rel="canonical" href="${address}" />\n</head>\n<body></body>\n</html>\n`
  }
}
