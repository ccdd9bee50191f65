import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './app/styles/base.css'
import './app/styles/controls.css'
import './app/styles/pages.css'
import App from './app/app.vue'
import { router } from './app/routes.ts'
import { installTheme } from './app/theme/theme.ts'
import { askAhead } from './bridge/program.ts'
import { chooseLanguage, firstLanguage, i18n } from './i18n/i18n.ts'

// What the first page is made of and shows comes while the words do, not after them.
if (['', '#/', '#/fleet'].includes(location.hash)) {
  askAhead('sites.list')
  void import('./features/fleet/fleet-page.vue')
}
installTheme()
await chooseLanguage(firstLanguage())
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
