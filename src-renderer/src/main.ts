/** Small, so that it runs as soon as it is there: asks for what the first page shows before the rest of the window is even read. */
import './app/styles/base.css'
import './app/styles/controls.css'
import './app/styles/pages.css'
import { askFirst, beginsWithFleet } from './app/first-calls.ts'
import { firstLanguage, messagesOf } from './i18n/languages.ts'

void messagesOf(firstLanguage())
if (beginsWithFleet()) void import('./features/fleet/fleet-page.vue')
askFirst()
// Not awaited: the rest of the window imports what is here, and would wait for it in turn.
void import('./app/start.ts').then(({ start }) => start())
