import { useMessage } from 'naive-ui'
import { nextTick, onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { errorOf } from '@/bridge/call-error.ts'
import { useStaging } from '@/features/links/staging-store.ts'
import { useRuns } from '@/features/runs/runs-store.ts'
import { useUndo } from '@/features/undo/undo-store.ts'
import { useErrorText } from '@/i18n/error-text.ts'
import { useFormat } from '@/i18n/format.ts'
import { useGraphView } from './graph-view-store.ts'
import type { Spot } from './tier-layout.ts'
import { useTopology } from './topology-store.ts'
import type { Graph } from './use-graph.ts'

export interface GraphActs {
  readonly applying: Ref<boolean>
  move(spots: Readonly<Record<string, Spot>>): Promise<void>
  /** These, what was searched for, or what is shown: the rest stays where it was put. */
  tidyUp(siteIds?: Iterable<string>): Promise<void>
  only(tag: string): Promise<void>
  group(on: boolean): Promise<void>
  step(way: 'undo' | 'redo'): Promise<void>
  applyAll(): Promise<void>
  discardAll(): Promise<void>
  sync(linkId: string): Promise<void>
}

interface Sight {
  fit(): void
  show(ids: ReadonlySet<string>): void
  openLink(linkId: string): void
}

/** Typing is not drawing: a field keeps its own undo. */
function inField(event: KeyboardEvent): boolean {
  return (event.target as HTMLElement).closest('input, textarea, select, [contenteditable]') !== null
}

/** What the bars over the graph do, and what is said when it is done or was refused. */
export function useGraphActs(graph: Graph, sight: Sight): GraphActs {
  const topology = useTopology()
  const looked = useGraphView()
  const staging = useStaging()
  const undo = useUndo()
  const runs = useRuns()
  const router = useRouter()
  const message = useMessage()
  const format = useFormat()
  const { t } = useI18n()
  const { what } = useErrorText()
  const applying = ref(false)

  async function told(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      message.error(what(errorOf(thrown).code))
    }
  }

  async function thenFit(work: () => Promise<unknown>): Promise<void> {
    await told(work)
    await nextTick()
    await graph.settled()
    await nextTick()
    sight.fit()
  }

  const step = (way: 'undo' | 'redo'): Promise<void> =>
    told(async () => {
      const change = await undo[way]()
      if (change) message.info(t(`graph.${way}Done`, { what: t(`graph.change.${change.word}`) }))
    })

  function key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || inField(event)) return
    const pressed = event.key.toLowerCase()
    if (pressed !== 'z' && pressed !== 'y') return
    event.preventDefault()
    void step(pressed === 'y' || event.shiftKey ? 'redo' : 'undo')
  }
  onMounted(() => document.addEventListener('keydown', key))
  onBeforeUnmount(() => document.removeEventListener('keydown', key))

  async function applyAll(): Promise<void> {
    applying.value = true
    await told(async () => {
      const { done, asking, failed } = await staging.applyAll()
      if (done) message.success(t('graph.setUp', { n: format.number(done) }, done))
      if (failed.length)
        message.error(t('graph.notSetUp', { n: format.number(failed.length) }, failed.length))
      const first = asking[0] ?? failed[0]
      if (asking.length)
        message.warning(t('graph.asking', { n: format.number(asking.length) }, asking.length))
      if (first) sight.openLink(first.id)
    })
    applying.value = false
  }

  return {
    applying,
    step,
    applyAll,
    move: spots => told(() => topology.place(spots)),
    tidyUp: siteIds =>
      thenFit(async () => {
        await topology.tidyUp([...(siteIds ?? graph.bright.value ?? graph.nodes.value.map(node => node.id))])
        message.success(t('topology.tidied'))
      }),
    only: tag => thenFit(() => looked.only(tag)),
    group: on => thenFit(() => looked.group(on)),
    discardAll: () => told(() => staging.discard([...staging.staged])),
    sync: linkId =>
      told(async () => {
        topology.draft = null
        const [run] = await runs.start({ linkIds: [linkId] })
        if (run) await router.push({ name: 'run', params: { runId: run.id } })
      })
  }
}
