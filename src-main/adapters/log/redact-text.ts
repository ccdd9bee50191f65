export const redacted = '[redacted]'

const names = '(?:api[-_]?key|passphrase|passwor[dt]|secret|token|authorization|cookie)'

const patterns: readonly (readonly [RegExp, string])[] = [
  // Forms and addresses, also where one is quoted inside another: apikey=…, apiKey%3D….
  [new RegExp(`(${names}(?:=|%3D))[^&\\s"'<>]*`, 'gi'), `$1${redacted}`],
  // JSON and headers: "apiKey": "…", Authorization: Bearer ….
  [new RegExp(`(${names}\\\\?["']?\\s*:\\s*\\\\?["'])[^"'\\\\]*`, 'gi'), `$1${redacted}`],
  // Several under one name, as an answer's cookies: "set-cookie": ["…", "…"].
  [new RegExp(`(${names}\\\\?["']?\\s*:\\s*\\[)[^\\]]*`, 'gi'), `$1${redacted}`],
  // A name and password in an address.
  [/(:\/\/)[^\s/@:"'<>]*:[^\s/@"'<>]+@/g, `$1${redacted}@`],
  [new RegExp(`(${names}:\\s+)[^"'\\s][^\\r\\n"']*`, 'gi'), `$1${redacted}`],
  // Serialized by PHP: s:6:"apiKey";s:32:"…".
  [new RegExp(`(${names}";s:\\d+:")[^"]*`, 'gi'), `$1${redacted}`],
  // Anything that looks like a key by itself: 32 letters and digits, neither more nor less. Longer hashes are none.
  [/(?<![A-Za-z0-9])[A-Za-z0-9]{32}(?![A-Za-z0-9])/g, redacted]
]

/** A text in which nothing is left that is, or looks like, a key. */
export function redactText(text: string): string {
  return patterns.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text)
}
