export interface SqlPiece {
  readonly text: string
  readonly kind: 'plain' | 'word' | 'text' | 'comment'
}

const pattern = /(--.*$)|('(?:[^'\\]|\\.|'')*')|\b([A-Z][A-Z_]+)\b/g

/** Cuts a line of SQL into pieces for colouring: comments, quoted texts, words in capitals. */
export function sqlPieces(line: string): SqlPiece[] {
  const pieces: SqlPiece[] = []
  let end = 0
  for (const match of line.matchAll(pattern)) {
    if (match.index > end) pieces.push({ text: line.slice(end, match.index), kind: 'plain' })
    pieces.push({ text: match[0], kind: match[1] ? 'comment' : match[2] ? 'text' : 'word' })
    end = match.index + match[0].length
  }
  if (end < line.length || pieces.length === 0) pieces.push({ text: line.slice(end) || ' ', kind: 'plain' })
  return pieces
}
