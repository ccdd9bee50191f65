import type { WindowApi } from '../../../src-main/contract/door.ts'

declare global {
  interface Window {
    rexxfleet?: WindowApi
  }
}
