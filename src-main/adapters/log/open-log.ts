import { join } from 'node:path'
import { pino } from 'pino'
import type { Log } from '../../core/shared/ports.ts'
import { redact } from './redact.ts'
import { redactText } from './redact-text.ts'
import { rotatingFile, type Rotation } from './rotating-file.ts'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** Five files of five megabytes: weeks of an agency's day, and small enough to attach to a report. */
const rotation: Rotation = { bytes: 5 * 2 ** 20, files: 5 }

/**
 * The program's own log, `logs/rexxfleet.log` in the data directory, one JSON object a line. Everything is redacted here, whoever
 * logged it. Open the store first: its lock keeps a second Rexxfleet out of the file.
 */
export function openLog(
  dataDirectory: string,
  level: LogLevel,
  rotate: Rotation = rotation
): Log & { close(): void; readonly path: string } {
  const path = join(dataDirectory, 'logs', 'rexxfleet.log')
  const file = rotatingFile(path, rotate)
  const sink = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) }
    },
    { write: line => file.write(line) }
  )
  // Under one name, so that no fact can pass for pino's own fields.
  const clean = (facts: Record<string, unknown> | undefined): object =>
    facts === undefined ? {} : { facts: redact(facts) }
  return {
    path,
    debug: (message, facts) => sink.debug(clean(facts), redactText(message)),
    info: (message, facts) => sink.info(clean(facts), redactText(message)),
    warn: (message, facts) => sink.warn(clean(facts), redactText(message)),
    error: (message, facts) => sink.error(clean(facts), redactText(message)),
    close: () => file.close()
  }
}
