import { useMessage } from 'naive-ui'
import { h } from 'vue'
import { useI18n } from 'vue-i18n'
import { errorOf } from '@/bridge/call-error.ts'
import { useErrorText } from '@/i18n/error-text.ts'

export interface Toasts {
  /** What was done. With `undo` it can be taken back for as long as it is to be read. */
  done(text: string, undo?: () => Promise<unknown>): void
}

const shortMs = 4_000
/** Long enough to read, to think, and to get there by keyboard. */
const undoMs = 12_000

/** Short words at the foot of the window about what was just done. Errors stay where they happened, and are no toasts. */
export function useToasts(): Toasts {
  const message = useMessage()
  const { t } = useI18n()
  const { what, next } = useErrorText()

  async function takeBack(undo: () => Promise<unknown>): Promise<void> {
    try {
      await undo()
      message.success(() => h('span', { role: 'status' }, t('common.undone')), { duration: shortMs })
    } catch (thrown) {
      const { code } = errorOf(thrown)
      message.error(() => h('span', { role: 'alert' }, `${what(code)} ${next(code)}`), { duration: undoMs })
    }
  }

  return {
    done(text, undo) {
      const shown = message.success(
        () =>
          h('span', { class: 'toast', role: 'status' }, [
            h('span', text),
            undo &&
              h(
                'button',
                {
                  class: 'lk',
                  'data-testid': 'toast-undo',
                  onClick: () => {
                    shown.destroy()
                    void takeBack(undo)
                  }
                },
                t('common.undo')
              )
          ]),
        { duration: undo ? undoMs : shortMs, keepAliveOnHover: true }
      )
    }
  }
}
