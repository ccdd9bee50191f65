import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { NConfigProvider, NMessageProvider } from 'naive-ui'
import { createPinia, disposePinia, setActivePinia } from 'pinia'
import { onTestFinished } from 'vitest'
import { h, type Component } from 'vue'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { routes } from '@/app/routes.ts'
import { useProgram } from '@/bridge/program.ts'
import { chooseLanguage, i18n } from '@/i18n/i18n.ts'
import type { Language } from '@/i18n/languages.ts'
import { fakeProgram, type FakeOptions, type FakeProgram } from './fake-program.ts'

export interface Mounted {
  readonly wrapper: VueWrapper
  readonly program: FakeProgram
  readonly router: Router
  /** Everything the page shows, drawers and dialogs included. */
  text(): string
  find(testId: string): HTMLElement
  all(selector: string): HTMLElement[]
}

export interface MountOptions extends FakeOptions {
  readonly language?: Language
  readonly path?: string
}

/** A component as it runs in the window: with the made-up program, a language, and addresses. It is gone when its test ends. */
export async function mounted(
  component: Component,
  props: Record<string, unknown> = {},
  { language = 'en', path = '/fleet', ...options }: MountOptions = {}
): Promise<Mounted> {
  // As wide as the smaller of the pictures: in less, tables leave columns out.
  window.innerWidth = 1280
  document.body.innerHTML = '<div id="page-bar"></div><div id="root"></div>'
  const program = fakeProgram(options)
  useProgram(program)
  await chooseLanguage(language)
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(path)
  const wrapper = mount(
    { render: () => h(NConfigProvider, null, () => h(NMessageProvider, null, () => h(component, props))) },
    { attachTo: '#root', global: { plugins: [pinia, i18n, router] } }
  )
  onTestFinished(() => {
    wrapper.unmount()
    disposePinia(pinia)
  })
  await settled()
  return {
    wrapper,
    program,
    router,
    text: () => document.body.textContent ?? '',
    find(testId) {
      const found = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)
      if (!found) throw new Error(`nothing with data-testid ${testId}`)
      return found
    },
    all: selector => [...document.querySelectorAll<HTMLElement>(selector)]
  }
}

/** Until lazily loaded parts and the answers of the program have arrived. */
export async function settled(turns = 6): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await flushPromises()
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

export async function fill(element: HTMLElement, value: string): Promise<void> {
  const field = element as HTMLInputElement
  field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await settled(1)
}

export async function click(element: HTMLElement): Promise<void> {
  element.click()
  await settled()
}

export async function submit(element: HTMLElement): Promise<void> {
  const form = element.closest('form') ?? document.querySelector<HTMLFormElement>('form')
  form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await settled()
}
