import type { ModelView } from '@contract/shapes.ts'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { useLoading } from '@/bridge/loading.ts'
import { call } from '@/bridge/program.ts'

/** The catalogue of models, which does not change while the program runs; and the choice with which the next link begins. */
export const useModels = defineStore('models', () => {
  const models = shallowRef<readonly ModelView[]>([])
  const loading = useLoading()
  const first = ref<readonly string[]>([])

  async function ensure(): Promise<void> {
    if (models.value.length) return
    await loading.run(async () => {
      models.value = await call('models.list', {})
      if (first.value.length) return
      const possible = models.value.filter(model => model.replicable)
      const begin = possible.find(model => model.shortName === 'RewriteRule') ?? possible[0]
      first.value = begin ? [begin.name] : []
    })
  }

  return { models, loading, first, ensure }
})
