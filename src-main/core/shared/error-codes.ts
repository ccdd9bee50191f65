/**
 * Every way in which something can go wrong, by a name that never changes: tests, scripts and translations hang on it.
 * Pure data, so that the window can prove that each has a text in every language.
 */
export const errorCodes = [
  // What was asked for
  'invalid-input',
  'unknown-site',
  'unknown-link',
  'unknown-run',
  'unknown-workflow',
  'unknown-model',
  'model-not-replicable',
  'not-supported-here',
  // An address
  'address-invalid',
  'address-needs-https',
  'address-redirects',
  'address-not-a-site',
  'certificate-invalid',
  // A site's answer
  'site-unreachable',
  'site-timeout',
  'site-maintenance',
  'site-refused',
  'site-answered-badly',
  'site-busy',
  'entity-not-found',
  'name-taken',
  'row-in-use',
  'value-refused',
  'mapping-doubled',
  // Keys
  'key-length',
  'key-without-grants',
  'key-missing',
  'keychain-unavailable',
  'keychain-locked',
  'vault-passphrase-needed',
  'vault-passphrase-wrong',
  'vault-damaged',
  // Enrolment
  'site-already-added',
  'site-same-marker',
  'site-marker-differs',
  'site-not-enrolled',
  'site-read-only',
  'site-has-links',
  'site-still-answers',
  // Links, workflows and runs
  'link-same-site',
  'link-exists',
  'link-not-ready',
  'preflight-refused',
  'link-busy',
  'link-without-queue',
  'link-leased',
  'lease-lost',
  'plan-outdated',
  'needs-confirmation',
  'removals-need-confirmation',
  'step-failed',
  'sql-not-seen',
  'nothing-to-resume',
  'run-stopped',
  'conflict-undecidable',
  'cancelled',
  // A change of main domain, schedules
  'main-domain-taken',
  'unknown-schedule',
  'schedule-invalid',
  // Files that come from elsewhere, or go there
  'file-unusable',
  'file-foreign',
  'file-damaged',
  'file-newer',
  'file-refused',
  'file-passphrase-needed',
  'file-passphrase-wrong',
  'sheet-unusable',
  'restore-failed',
  // This computer
  'data-directory-not-writable',
  'data-directory-in-use',
  'database-damaged',
  'database-newer',
  'migration-failed',
  'disk-full',
  'node-too-old',
  'door-refused',
  'internal'
] as const

export type ErrorCode = (typeof errorCodes)[number]
