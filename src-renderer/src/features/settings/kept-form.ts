import { computed, onMounted, ref, type ComputedRef, type Ref } from 'vue'
import { useLoading, type Loading } from '@/bridge/loading.ts'
import { useToasts } from '@/ui/toasts.ts'

export interface KeptForm<T> {
  /** What is typed; nothing of it counts before it is saved. */
  readonly draft: Ref<T>
  readonly changed: ComputedRef<boolean>
  readonly acting: Loading
  save(): Promise<void>
}

/** A form for some values that the program keeps: read when it is shown, saved as a whole, and what was saved can be taken back. */
export function useKeptForm<T extends Readonly<Record<string, number>>>(
  empty: T,
  read: () => Promise<T>,
  write: (values: T) => Promise<unknown>,
  saved: () => string
): KeptForm<T> {
  const toasts = useToasts()
  const acting = useLoading()
  const kept = ref<T | null>(null) as Ref<T | null>
  const draft = ref({ ...empty }) as Ref<T>

  function show(values: T): void {
    kept.value = values
    draft.value = { ...values }
  }

  async function keep(values: T): Promise<void> {
    await write(values)
    show(values)
  }

  onMounted(() => acting.run(async () => show(await read())))
  return {
    draft,
    acting,
    changed: computed(() => Object.keys(empty).some(name => draft.value[name] !== kept.value?.[name])),
    async save() {
      const before = kept.value
      const done = await acting.run(() => keep({ ...draft.value }))
      if (done && before) toasts.done(saved(), () => keep(before))
    }
  }
}
