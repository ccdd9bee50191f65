import { noticeView } from '../../../contract/preflight-shapes.ts'
import { usageFailure } from '../outcome.ts'

const noticeKinds = noticeView.shape.kind.options

/** The notice that somebody goes on in spite of. */
export function noticeKindOf(text: string): (typeof noticeKinds)[number] {
  const found = noticeKinds.find(kind => kind === text)
  if (!found) throw usageFailure(`There is no notice '${text}'. See: rexxfleet link preflight`)
  return found
}
