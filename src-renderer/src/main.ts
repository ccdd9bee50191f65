import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './app/styles/base.css'
import './app/styles/controls.css'
import './app/styles/pages.css'
import App from './app/app.vue'
import { router } from './app/routes.ts'
import { installTheme } from './app/theme/theme.ts'
import { chooseLanguage, firstLanguage, i18n } from './i18n/i18n.ts'

installTheme()
await chooseLanguage(firstLanguage())
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
