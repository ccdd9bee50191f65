import type { Completion } from './words.ts'

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** fish asks each line's condition by itself: the words so far must be exactly those. */
export function fishCompletion(all: readonly Completion[]): string {
  const known = all.filter(one => one.words).map(one => quoted(one.words))
  const taking = [...new Set(all.flatMap(one => one.options.filter(two => two.takes).map(two => two.name)))]
  const lines = all.flatMap(({ words, commands, options }) => {
    const when = `-n ${quoted(`__rexxfleet_at ${quoted(words)}`)}`
    return [
      ...commands.map(one => `complete -c rexxfleet ${when} -f -a ${one.name} -d ${quoted(one.description)}`),
      ...options.map(one => {
        const takes = one.takes ? ' -r' : ''
        return `complete -c rexxfleet ${when} -l ${one.name.slice(2)}${takes} -d ${quoted(one.description)}`
      })
    ]
  })
  return `# fish completion for rexxfleet
function __rexxfleet_at
  set -l line ''
  set -l skip ''
  for word in (commandline -opc)[2..-1]
    if test -n "$skip"
      set skip ''
      continue
    end
    if contains -- $word ${taking.join(' ')}
      set skip 1
      continue
    end
    string match -q -- '-*' $word; and continue
    set -l longer (string trim -- "$line $word")
    contains -- $longer ${known.join(' ')}; and set line $longer
  end
  test "$line" = "$argv[1]"
end
${lines.join('\n')}
`
}
