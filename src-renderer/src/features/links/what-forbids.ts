import type { NoticeView } from '@contract/preflight-shapes.ts'
import { call } from '@/bridge/program.ts'
import type { LinkWish } from './wish-like.ts'

/** Why a link was refused, for people to read; nothing where that cannot be asked any more. */
export async function whatForbids({
  publish: _publish,
  acknowledge: _acknowledge,
  ...wish
}: LinkWish): Promise<NoticeView[]> {
  const { notices } = await call('links.preflight', wish).catch(() => ({ notices: [] }))
  return notices.filter(({ severity }) => severity === 'refuse')
}
