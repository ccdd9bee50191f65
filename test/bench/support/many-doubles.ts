import { createSiteDouble } from '../../../src-main/demo/site-double.ts'

/**
 * Many small sites in one process: `many-doubles.ts COUNT`. Started by `fork`; each message sets the latency of all of them, and is
 * answered once it is set.
 */
const count = Number(process.argv[2])
const doubles = await Promise.all(
  Array.from({ length: count }, async (_, at) => {
    const mainDomain = `site-${at + 1}.example`
    const double = await createSiteDouble({ mainDomain, seed: at + 1 })
    const key = `benchkey${at}x`.padEnd(32, '0')
    double.admin.enrol(key)
    return { double, key, mainDomain }
  })
)
process.on('message', latency => {
  for (const { double } of doubles) double.faults.latency(Number(latency))
  process.send?.('set')
})
process.on('disconnect', () => process.exit(0))
process.send?.(doubles.map(({ double, key, mainDomain }) => ({ url: double.url, key, mainDomain })))
