import { expect, test } from 'vitest'
import { AppError } from '../../../../src-main/core/shared/app-error.ts'
import { answers } from '../../../support/every-call.ts'
import { type } from '../../../support/terminal.ts'
import { aSite } from '../../../support/views.ts'

const hostile = 'x\u001b]0;owned\u0007\u009b31m\r\u0000y'

test('what a site says cannot steer the terminal, in results and in errors', async () => {
  const listed = await type(['site', 'list'], { handlers: { 'sites.list': async () => [aSite(hostile)] } })
  const failed = await type(['site', 'list'], {
    handlers: {
      ...answers,
      'sites.list': async () => {
        throw new AppError('site-refused', `It said: ${hostile}`)
      }
    }
  })
  for (const { stdout, stderr } of [listed, failed])
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
  expect(failed.stderr).toContain('It said: x')
})
