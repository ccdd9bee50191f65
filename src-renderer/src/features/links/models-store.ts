import type { ModelView } from '@contract/shapes.ts'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { useLoading } from '@/bridge/loading.ts'
import { call } from '@/bridge/program.ts'

/** The models that are known, which change only when one is added by hand; and the choice with which the next link begins. */
export const useModels = defineStore('models', () => {
  const models = shallowRef<readonly ModelView[]>([])
  const loading = useLoading()
  const first = ref<readonly string[]>([])

  /** Also after a class was added by hand, or removed. */
  async function load(): Promise<void> {
    await loading.run(async () => (models.value = await call('models.list', {})))
  }

  async function ensure(): Promise<void> {
    if (models.value.length) return
    await load()
    if (first.value.length) return
    const possible = models.value.filter(model => model.replicable)
    const begin = possible.find(model => model.shortName === 'RewriteRule') ?? possible[0]
    first.value = begin ? [begin.name] : []
  }

  return { models, loading, first, ensure, load }
})
