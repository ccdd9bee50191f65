import type { Site } from '../site.ts'
import type { AdminEdit, EditResult } from '../site-double-types.ts'
import type { ChangeQueue } from './change-queue.ts'

export function editEntity(_site: Site, _queue: ChangeQueue, _edit: AdminEdit): EditResult {
  throw new Error('not yet')
}
