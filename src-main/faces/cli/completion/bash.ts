import type { Completion } from './words.ts'

/** The words so far, options and their values left out, choose what is offered. Files are offered where nothing else is known. */
export function bashCompletion(all: readonly Completion[]): string {
  const cases = all.map(({ words, commands, options }) => {
    const offered = [...commands.map(one => one.name), ...options.map(one => one.name), '--help']
    return `    '${words}') offered='${offered.join(' ')}' ;;`
  })
  const taking = [...new Set(all.flatMap(one => one.options.filter(two => two.takes).map(two => two.name)))]
  return `# bash completion for rexxfleet
_rexxfleet() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' word skip='' offered='' at
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    if [[ -n $skip ]]; then skip=''; continue; fi
    case "$word" in
      ${taking.join('|')}) skip=1; continue ;;
      -*) continue ;;
    esac
    case "\${path:+$path }$word" in
      ${all
        .filter(one => one.words)
        .map(one => `'${one.words}'`)
        .join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  if [[ -n $skip ]]; then COMPREPLY=($(compgen -f -- "$current")); return; fi
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$offered" -- "$current"))
}
complete -o default -F _rexxfleet rexxfleet
`
}
