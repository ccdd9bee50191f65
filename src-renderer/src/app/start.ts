import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { chooseLanguage, i18n } from '@/i18n/i18n.ts'
import { firstLanguage } from '@/i18n/languages.ts'
import App from './app.vue'
import { router } from './routes.ts'
import { installTheme } from './theme/theme.ts'

/** Shows the window. */
export async function start(): Promise<void> {
  installTheme()
  await chooseLanguage(firstLanguage())
  createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
}
