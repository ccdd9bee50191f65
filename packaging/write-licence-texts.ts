/** The last part of `npm run build`: writes `out/licences.txt`, which goes along in every package, from what the bundler took. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtOf } from './bundled-packages.ts'
import { licenceTexts } from './licence-texts.ts'
import { shipped } from './licences.ts'

const out = join(import.meta.dirname, '../out')
writeFileSync(join(out, 'licences.txt'), licenceTexts(shipped(builtOf(join(out, 'packages')))))
