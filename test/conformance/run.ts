import { resolve } from 'node:path'
import { hasRecordings, isAction, readSteps, RECORDINGS } from './recording.ts'
import { replay } from './replay.ts'

/** `npm run conformance -- FILE`: replays a recording and says where the double answers differently. */
const print = (line: string): boolean => process.stdout.write(`${line}\n`)
if (!hasRecordings()) {
  print(`conformance SKIPPED: no recordings in ${RECORDINGS} (REXXFLEET_RECORDINGS names another folder)`)
  process.exit(2)
}
const file = process.argv[2] === undefined ? resolve(RECORDINGS, 'exchanges.jsonl') : resolve(process.argv[2])
const steps = readSteps(file)
const { mismatches, actions, passed } = await replay(steps)

print(`${file}: ${steps.filter(step => !isAction(step)).length} exchanges, ${actions} actions carried out`)
for (const { seq, name, differences } of mismatches) {
  print(`\n#${seq} ${name}`)
  for (const line of differences) print(`    ${line}`)
}
print(`\n${passed} passed, ${mismatches.length} failed`)
process.exitCode = mismatches.length > 0 ? 1 : 0
