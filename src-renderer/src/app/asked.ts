import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * What an address asks its page to do or to show, `?add` say: done once, then gone from the address, so that it can be asked for again.
 * The palette and the keys lead to pages that are open already; `act` hears of these as well. Before `act` the page has to have what it
 * changes: call it in its setup.
 */
export function onAsked(name: string, act: (value: string) => void): void {
  const route = useRoute()
  const router = useRouter()
  const page = route.name
  const asked = (): string | null =>
    route.name === page && name in route.query ? String(route.query[name] ?? '') : null
  watch(
    asked,
    value => {
      if (value === null) return
      act(value)
      const rest = Object.entries(route.query).filter(([other]) => other !== name)
      void router.replace({ query: Object.fromEntries(rest) })
    },
    { immediate: true }
  )
}
