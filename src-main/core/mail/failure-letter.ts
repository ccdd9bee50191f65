import type { RunCounts } from '../sync/records.ts'
import type { Letter } from './mail.ts'

export type LetterLanguage = 'en' | 'de'

/** What a letter about a scheduled run tells: names, numbers and an error's text, which holds no key. */
export interface FailureFacts {
  readonly program: string
  readonly at: number
  readonly primary: string
  readonly replica: string
  readonly scheduleId: string
  readonly run: { readonly id: string; readonly state: string; readonly counts: RunCounts } | null
  readonly code: string
  readonly message: string
}

const words = {
  en: {
    subject: (link: string) => `Rexxfleet: the sync ${link} did not end well`,
    intro: (link: string) => `A scheduled sync of ${link} did not end well, or waits for somebody.`,
    facts: { at: 'When', run: 'Run', counts: 'Counts', schedule: 'Schedule', code: 'Code' },
    look: 'Look at it',
    never: 'The run could not be started.'
  },
  de: {
    subject: (link: string) => `Rexxfleet: der Abgleich ${link} ging nicht gut aus`,
    intro: (link: string) =>
      `Ein geplanter Abgleich von ${link} ging nicht gut aus, oder wartet auf jemanden.`,
    facts: { at: 'Wann', run: 'Lauf', counts: 'Zahlen', schedule: 'Zeitplan', code: 'Code' },
    look: 'Ansehen',
    never: 'Der Lauf liess sich nicht beginnen.'
  }
} as const

/** A letter about a scheduled run that failed, in the language of the window. */
export function failureLetter(facts: FailureFacts, language: LetterLanguage): Letter {
  const say = words[language]
  const link = `${facts.primary} → ${facts.replica}`
  const { run } = facts
  const counts = run && Object.entries(run.counts).flatMap(([name, n]) => (n > 0 ? [`${name} ${n}`] : []))
  const lines = [
    say.intro(link),
    '',
    facts.message,
    '',
    `${say.facts.at}: ${new Date(facts.at).toISOString()}`,
    `${say.facts.code}: ${facts.code}`,
    ...(run ? [`${say.facts.run}: ${run.id} (${run.state})`] : [say.never]),
    ...(counts && counts.length > 0 ? [`${say.facts.counts}: ${counts.join(', ')}`] : []),
    `${say.facts.schedule}: ${facts.scheduleId}`,
    ...(run ? ['', `${say.look}: rexxfleet run show ${run.id}`] : []),
    '',
    facts.program
  ]
  return { subject: oneLine(say.subject(link)), text: lines.join('\n') }
}

const trials = {
  en: {
    subject: 'Rexxfleet: a test message',
    text: 'Failures of scheduled syncs will be told to this address.'
  },
  de: {
    subject: 'Rexxfleet: eine Testnachricht',
    text: 'An diese Adresse werden Fehlschläge geplanter Abgleiche gemeldet.'
  }
} as const

/** A letter that proves that the settings are right. */
export function trialLetter(program: string, language: LetterLanguage): Letter {
  const { subject, text } = trials[language]
  return { subject, text: `${text}\n\n${program}` }
}

/** A name can hold anything; a subject is one line. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, 200)
