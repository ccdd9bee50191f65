/**
 * Advisories of 2025 and 2026 about packages that are in the lock file, with the version that mends each: what the check of 2026-11-29
 * found (docs/security.md). `npm audit` knows more and newer ones; these hold where it cannot be asked.
 */
export interface Advisory {
  readonly name: string
  readonly id: string
  /** The first version that is mended. */
  readonly mended: string
  /** The advisory is about versions that begin so; about all where left out. Other lines were mended in versions of their own. */
  readonly line?: string
}

export const advisories: readonly Advisory[] = [
  { name: 'axios', id: 'CVE-2026-67320', mended: '1.18.0' },
  { name: 'form-data', id: 'CVE-2026-12143', mended: '4.0.6' },
  { name: 'follow-redirects', id: 'CVE-2026-40895', mended: '1.16.0' },
  { name: 'ws', id: 'CVE-2026-48779', mended: '8.21.0' },
  { name: 'ws', id: 'CVE-2026-62389', mended: '8.21.1' },
  { name: 'fastify', id: 'CVE-2026-33806', mended: '5.8.5' },
  { name: 'fastify', id: 'CVE-2026-16732', mended: '5.12.2' },
  { name: 'find-my-way', id: 'CVE-2026-47219', mended: '9.7.0' },
  { name: 'fast-uri', id: 'CVE-2026-84394', mended: '3.1.7', line: '3.' },
  { name: 'fast-uri', id: 'CVE-2026-84394', mended: '4.1.4', line: '4.' },
  { name: 'fast-uri', id: 'GHSA-hrr3-gc8f-f4qj', mended: '3.1.8', line: '3.' },
  { name: 'fast-uri', id: 'GHSA-hrr3-gc8f-f4qj', mended: '4.1.5', line: '4.' },
  { name: 'ajv', id: 'CVE-2025-69873', mended: '8.18.0', line: '8.' },
  { name: 'nodemailer', id: 'GHSA-p6gq-j5cr-w38f', mended: '9.0.1' },
  { name: 'nodemailer', id: 'GHSA-2x7j-588g-ccc2', mended: '9.1.0' },
  { name: 'csv-parse', id: 'CVE-2026-85063', mended: '7.0.2' },
  { name: 'drizzle-orm', id: 'CVE-2026-39356', mended: '0.45.2' },
  { name: 'js-yaml', id: 'CVE-2026-84375', mended: '4.3.2', line: '4.' },
  { name: 'lodash', id: 'CVE-2026-4800', mended: '4.18.0' },
  { name: 'lodash-es', id: 'CVE-2026-4800', mended: '4.18.0' },
  { name: '@intlify/core-base', id: 'CVE-2025-27597', mended: '11.1.2' },
  { name: 'builder-util-runtime', id: 'CVE-2026-54673', mended: '9.7.0' },
  { name: 'app-builder-lib', id: 'GHSA-7g7r-gx96-252g', mended: '26.15.3' },
  { name: 'electron', id: 'GHSA-9f4c-93c8-jc8g', mended: '41.10.3' },
  { name: 'esbuild', id: 'GHSA-gv7w-rqvm-qjhr', mended: '0.28.1' },
  { name: 'vite', id: 'CVE-2026-53571', mended: '8.0.16' },
  { name: 'happy-dom', id: 'GHSA-6q6h-j7hj-3r64', mended: '20.8.9' },
  { name: '@xmldom/xmldom', id: 'GHSA-6gmq-8vp8-gcm6', mended: '0.8.15' },
  { name: 'tar', id: 'GHSA-8qq5-rm4j-mr97', mended: '7.5.3' },
  { name: 'undici', id: 'GHSA-8xcm-r25x-g524', mended: '6.28.0', line: '6.' },
  { name: 'undici', id: 'GHSA-8xcm-r25x-g524', mended: '7.29.0', line: '7.' },
  { name: 'minimatch', id: 'CVE-2026-27903', mended: '3.1.3', line: '3.' },
  { name: 'minimatch', id: 'CVE-2026-27903', mended: '5.1.8', line: '5.' },
  { name: 'minimatch', id: 'CVE-2026-27903', mended: '9.0.7', line: '9.' },
  { name: 'minimatch', id: 'CVE-2026-27903', mended: '10.2.3', line: '10.' }
]

/** Versions that somebody else than their authors published. */
export const malicious: readonly string[] = [
  'axios@0.30.4',
  'axios@1.14.1',
  'debug@4.4.2',
  'supports-color@10.2.1'
]

/** `4.3.2` comes before `4.10.0`. */
export function isBefore(version: string, other: string): boolean {
  const [left, right] = [version, other].map(one => one.split('.').map(part => Number.parseInt(part, 10)))
  const at = left!.findIndex((part, index) => part !== right![index])
  return at >= 0 && left![at]! < right![at]!
}

export function concerns({ line = '', mended }: Advisory, version: string): boolean {
  return version.startsWith(line) && isBefore(version, mended)
}
