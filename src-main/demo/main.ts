import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { openControl } from './control/control-server.ts'
import { runCommand } from './control/commands.ts'
import type { Command } from './control/commands.ts'
import { createSiteDouble } from './site-double.ts'

/**
 * A site double in a process of its own. Prints one line of JSON when it is ready: `url`, `pid`, and the address and token
 * of its back door (`control`, `token`; see `control/site-double-process.ts`). A parent process may send commands over
 * IPC instead. The management key comes on stdin, so that it stands in no process list.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'main-domain': { type: 'string', default: 'double.local' },
    seed: { type: 'string', default: '1' },
    'rewrite-rules': { type: 'string', default: '0' },
    'lazy-rewrite-rules': { type: 'string', default: '0' },
    events: { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
    'cost-per-row': { type: 'string', default: '0' },
    'management-key-stdin': { type: 'boolean', default: false },
    'no-log': { type: 'boolean', default: false }
  }
})

const double = await createSiteDouble({
  mainDomain: values['main-domain'],
  port: Number(values.port),
  seed: Number(values.seed),
  latencyMs: Number(values.latency),
  costPerRowMicros: Number(values['cost-per-row'])
})
double.log.keep = !values['no-log']
double.admin.seed({
  rewriteRules: Number(values['rewrite-rules']),
  lazyRewriteRules: Number(values['lazy-rewrite-rules']),
  events: Number(values.events)
})
if (values['management-key-stdin']) double.admin.enrol(await readKey())

const token = randomBytes(24).toString('hex')
const control = await openControl(double, token)

async function readKey(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin) text += String(chunk)
  return text.trim()
}

async function stop(): Promise<void> {
  await Promise.all([double.close(), control.close()])
  process.exit(0)
}

process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('disconnect', () => void stop())
process.on('message', message => {
  const { id, ...command } = message as Command & { id: number }
  runCommand(double, command).then(
    result => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, error: error instanceof Error ? error.message : String(error) })
  )
})

process.stdout.write(
  `${JSON.stringify({ url: double.url, pid: process.pid, control: control.url, token })}\n`
)
