/** Reads the fuses back from whatever was packaged into dist/; ends with 1 where one is wrong, or where nothing is there. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { wrongFuses } from './fuses.ts'

const dist = join(import.meta.dirname, '../dist')
const places = [
  'linux-unpacked/rexxfleet-desktop',
  'win-unpacked/Rexxfleet.exe',
  'win-arm64-unpacked/Rexxfleet.exe',
  'mac-universal/Rexxfleet.app'
].map(place => join(dist, place))

const found = places.filter(place => existsSync(place))
const wrong = (await Promise.all(found.map(wrongFuses))).flat()
for (const line of wrong) process.stderr.write(`${line}\n`)
process.stdout.write(`${found.length} packaged programs, ${wrong.length} wrong fuses\n`)
process.exitCode = found.length === 0 || wrong.length > 0 ? 1 : 0
