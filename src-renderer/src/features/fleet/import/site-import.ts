import type { SiteImportView } from '@contract/site-import-shapes.ts'
import type { ErrorView, SiteView } from '@contract/shapes.ts'
import { computed, ref, shallowRef } from 'vue'
import { errorOf } from '@/bridge/call-error.ts'
import { useLoading } from '@/bridge/loading.ts'
import { call } from '@/bridge/program.ts'
import { useFleet } from '../fleet-store.ts'

export type ImportLine = SiteImportView['lines'][number]

/** A line that is being added, with what came of it. */
export interface AddedLine {
  readonly id: number
  readonly line: ImportLine
  readonly state: 'waiting' | 'adding' | 'added' | 'failed'
  readonly siteId: string | null
  readonly error: ErrorView | null
}

/** Sites asked at once while they are added: each is looked at over the network first. */
const atOnce = 6

/** Sites out of a CSV table: read, looked over line by line, and added only when somebody says so. */
export function useSiteImport() {
  const fleet = useFleet()
  const reading = useLoading()
  const plan = shallowRef<SiteImportView | null>(null)
  const fileName = ref('')
  const added = shallowRef<readonly AddedLine[]>([])
  const adding = ref(false)
  const good = computed(() => (plan.value?.lines ?? []).filter(({ problems }) => problems.length === 0))
  const bad = computed(() => (plan.value?.lines.length ?? 0) - good.value.length)

  async function read(file: File): Promise<void> {
    fileName.value = file.name
    plan.value = null
    await reading.run(async () => {
      plan.value = await call('sites.planImport', { text: await file.text() })
    })
  }

  function put(next: AddedLine): void {
    added.value = added.value.map(one => (one.id === next.id ? next : one))
  }

  async function addOne(one: AddedLine): Promise<void> {
    put({ ...one, state: 'adding' })
    const { mainDomain, name, address, environment, tags, tablePrefix, readOnly, allowHttp } = one.line
    try {
      const site = await call('sites.add', {
        name,
        address,
        environment,
        tags,
        tablePrefix,
        readOnly,
        allowHttp,
        key: 'new',
        ...(mainDomain === null ? {} : { mainDomain })
      })
      fleet.put(site)
      put({ ...one, state: 'added', siteId: site.id })
    } catch (thrown) {
      put({ ...one, state: 'failed', error: errorOf(thrown) })
    }
  }

  async function addAll(lines: readonly AddedLine[]): Promise<void> {
    adding.value = true
    const queue = [...lines]
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) await addOne(next)
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    adding.value = false
  }

  async function confirm(): Promise<void> {
    added.value = good.value.map(line => ({
      id: line.line,
      line,
      state: 'waiting',
      siteId: null,
      error: null
    }))
    await addAll(added.value)
  }

  const retry = (): Promise<void> => addAll(added.value.filter(({ state }) => state === 'failed'))

  /** Those that came in, as the fleet knows them now. */
  const sites = computed<SiteView[]>(() =>
    added.value.flatMap(({ siteId }) => (siteId && fleet.byId.get(siteId)) || [])
  )

  return { reading, plan, fileName, added, adding, good, bad, sites, read, confirm, retry }
}
