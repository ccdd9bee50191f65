import type { ErrorCode } from '../../core/shared/error-codes.ts'

/** What scripts hang on; the numbers never change. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  partly: 3,
  needsConfirmation: 4,
  drift: 5,
  unreachable: 6
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const byErrorCode: Partial<Record<ErrorCode, ExitCode>> = {
  // What was typed cannot be right, whatever any site says.
  'invalid-input': exitCodes.usage,
  'unknown-site': exitCodes.usage,
  'unknown-link': exitCodes.usage,
  'unknown-run': exitCodes.usage,
  'unknown-workflow': exitCodes.usage,
  'unknown-model': exitCodes.usage,
  'model-not-replicable': exitCodes.usage,
  'change-date-unfit': exitCodes.usage,
  'no-change-date': exitCodes.usage,
  'address-invalid': exitCodes.usage,
  'address-needs-https': exitCodes.usage,
  'key-length': exitCodes.usage,
  'link-same-site': exitCodes.usage,
  'language-map-invalid': exitCodes.usage,
  'main-domain-taken': exitCodes.usage,
  'unknown-schedule': exitCodes.usage,
  'schedule-invalid': exitCodes.usage,
  'mail-invalid': exitCodes.usage,
  'mail-not-set-up': exitCodes.usage,
  'needs-confirmation': exitCodes.needsConfirmation,
  'removals-need-confirmation': exitCodes.needsConfirmation,
  'mend-undecided': exitCodes.needsConfirmation,
  'sql-not-seen': exitCodes.needsConfirmation,
  // The same again may well work later.
  'site-unreachable': exitCodes.unreachable,
  'site-timeout': exitCodes.unreachable,
  'site-maintenance': exitCodes.unreachable,
  'site-busy': exitCodes.unreachable
}

export function exitCodeOf(code: ErrorCode): ExitCode {
  return byErrorCode[code] ?? exitCodes.failed
}

/**
 * One exit code for several things that were tried. All alike: theirs. Some done and the rest only waiting for a confirmation: that.
 * Some done: partly. Nothing done: the one that asks most of whoever reads it.
 */
export function combineExitCodes(codes: readonly ExitCode[]): ExitCode {
  const kinds = new Set(codes)
  if (kinds.size === 0) return exitCodes.done
  if (kinds.size === 1) return codes[0] ?? exitCodes.done
  if (kinds.has(exitCodes.partly)) return exitCodes.partly
  if (kinds.has(exitCodes.done)) {
    const rest = [...kinds].filter(code => code !== exitCodes.done)
    return rest.length === 1 && rest[0] === exitCodes.needsConfirmation
      ? exitCodes.needsConfirmation
      : exitCodes.partly
  }
  return kinds.has(exitCodes.failed) ? exitCodes.failed : exitCodes.needsConfirmation
}
