import { useI18n } from 'vue-i18n'

/** What happened and what to do, by code. A code without a text of its own is told as something inside Rexxfleet, never shown raw. */
export function useErrorText() {
  const { t, te } = useI18n()
  const known = (code: string): string => (te(`errors.${code}.what`) ? code : 'internal')
  return {
    what: (code: string): string => t(`errors.${known(code)}.what`),
    next: (code: string): string => t(`errors.${known(code)}.next`)
  }
}
