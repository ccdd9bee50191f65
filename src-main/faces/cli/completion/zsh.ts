import type { Completion } from './words.ts'

/** zsh reads a colon and a bracket in a description as its own. */
const quoted = (text: string): string => text.replaceAll("'", "'\\''").replaceAll(/[:[\]]/g, '\\$&')

export function zshCompletion(all: readonly Completion[]): string {
  const cases = all.map(({ words, commands, options }) => {
    const offered = [...commands, ...options, { name: '--help', description: 'how to use it' }]
    const lines = offered.map(one => `'${one.name}:${quoted(one.description)}'`)
    return `    '${words}') offered=(${lines.join(' ')}) ;;`
  })
  const known = all.filter(one => one.words).map(one => `'${one.words}'`)
  const taking = [...new Set(all.flatMap(one => one.options.filter(two => two.takes).map(two => two.name)))]
  return `#compdef rexxfleet
_rexxfleet() {
  local line='' word skip=''
  local -a offered
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $skip ]]; then skip=''; continue; fi
    case "$word" in
      ${taking.join('|')}) skip=1; continue ;;
      -*) continue ;;
    esac
    case "\${line:+$line }$word" in
      ${known.join('|')}) line="\${line:+$line }$word" ;;
    esac
  done
  if [[ -n $skip ]]; then _files; return; fi
  case "$line" in
${cases.join('\n')}
  esac
  _describe 'rexxfleet' offered || _files
}
if [[ $funcstack[1] == _rexxfleet ]]; then _rexxfleet "$@"; else compdef _rexxfleet rexxfleet; fi
`
}
