/** Looks for the native parts of every processor in whatever was packaged into dist/; ends with 1 where one is missing. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { missingParts, nativeParts, processorsOf } from './native-parts.ts'

const dist = join(import.meta.dirname, '../dist')
const places = [
  'linux-unpacked/resources',
  'win-unpacked/resources',
  'win-arm64-unpacked/resources',
  'mac-universal/Rexxfleet.app/Contents/Resources'
]

const wanted = nativeParts(process.platform, processorsOf(process.platform))
const found = places.map(place => join(dist, place)).filter(place => existsSync(place))
const missing = found.flatMap(place => missingParts(join(place, 'app.asar.unpacked', 'node_modules'), wanted))
for (const name of missing) process.stderr.write(`${name} is missing\n`)
process.stdout.write(`${found.length} packaged programs, ${missing.length} missing native parts\n`)
process.exitCode = found.length === 0 || missing.length > 0 ? 1 : 0
