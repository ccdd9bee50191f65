import { environments, type Environment } from '../site.ts'

/** What a table of sites can say of each; name and address it has to. */
export const sheetColumns = [
  'name',
  'address',
  'mainDomain',
  'environment',
  'tags',
  'tablePrefix',
  'readOnly',
  'allowHttp'
] as const
export type SheetColumn = (typeof sheetColumns)[number]

/** Why a line cannot come in: stable words. */
export const sheetProblems = [
  'name-missing',
  'name-too-long',
  'name-invalid',
  'name-taken',
  'name-twice',
  'address-missing',
  'address-invalid',
  'address-known',
  'address-twice',
  'address-needs-https',
  'main-domain-invalid',
  'environment-unknown',
  'tags-invalid',
  'prefix-invalid',
  'neither-yes-nor-no',
  'cells-do-not-match'
] as const
export type SheetProblem = (typeof sheetProblems)[number]

/** A line as it stands in the file, by column. `line` counts from 1, as an editor does. */
export interface SheetLine {
  readonly line: number
  readonly cells: Readonly<Partial<Record<SheetColumn, string>>>
  /** More or fewer cells than the head has. */
  readonly uneven: boolean
}

const titles: Readonly<Record<SheetColumn, readonly string[]>> = {
  name: ['name', 'site'],
  address: ['address', 'url', 'adresse'],
  mainDomain: ['maindomain', 'hauptdomain', 'domain'],
  environment: ['environment', 'umgebung'],
  tags: ['tags', 'tag', 'schlagwörter', 'schlagwort'],
  tablePrefix: ['tableprefix', 'prefix', 'tabellenpräfix', 'präfix'],
  readOnly: ['readonly', 'nurlesen'],
  allowHttp: ['allowhttp', 'httperlaubt']
}

/** The column that a title stands for, in English or German and however it is written; null for what Rexxfleet has no use for. */
export function columnOf(title: string): SheetColumn | null {
  const plain = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
  return sheetColumns.find(column => titles[column].includes(plain)) ?? null
}

const environmentWords: Readonly<Record<string, Environment>> = {
  ...Object.fromEntries(environments.map(word => [word, word])),
  '': 'production',
  prod: 'production',
  produktion: 'production',
  abnahme: 'staging'
}

/** Null for a word that names none. */
export function environmentOf(word: string): Environment | null {
  return environmentWords[word.toLowerCase()] ?? null
}

const yes = ['yes', 'y', 'true', '1', 'x', 'ja']
const no = ['', 'no', 'n', 'false', '0', 'nein']

/** Null for what is neither. */
export function yesOrNo(word: string): boolean | null {
  if (yes.includes(word.toLowerCase())) return true
  return no.includes(word.toLowerCase()) ? false : null
}
