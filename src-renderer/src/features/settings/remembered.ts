import { computed, type WritableComputedRef } from 'vue'
import { useSettings } from './settings-store.ts'

/**
 * Something that the window remembers from one time to the next: a filter, the choice of columns. `read` gives null for what it does not
 * understand, since an older or newer Rexxfleet may have written it.
 */
export function useRemembered<T>(
  key: string,
  read: (value: unknown) => T | null,
  usual: T
): WritableComputedRef<T> {
  const settings = useSettings()
  return computed({
    get: () => read(settings.remembered[key]) ?? usual,
    set: next => settings.remember(key, next)
  })
}
