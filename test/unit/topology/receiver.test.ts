import { describe, expect, it } from 'vitest'
import { filledTemplate } from '../../../src-main/core/discovery/receiver.ts'
import { receiverOf } from '../../../src-main/core/topology/receiver.ts'

describe('the receiver that a set-up registers', () => {
  it.each([
    ['https://www.town.example', 'www.town.example', 'https://www.town.example/api/sync/'],
    ['https://town.example:8443/sub', 'town.example:8443/sub', 'https://town.example:8443/sub/api/sync/'],
    ['https://town.example/sub/', 'town.example/sub', 'https://town.example/sub/api/sync/'],
    ['http://127.0.0.1:8080', '127.0.0.1:8080', 'http://127.0.0.1:8080/api/sync/']
  ])(
    'of %s is reached by its own scheme, written out: an empty template has none (F30)',
    (baseUrl, host, begins) => {
      const receiver = receiverOf({ baseUrl })
      expect(receiver.host).toBe(host)
      const filled = filledTemplate(receiver.host, receiver.urlTemplate)
      expect(filled.startsWith(begins)).toBe(true)
      expect(receiver.urlTemplate).toMatch(
        /\/api\/sync\/v\[\[API_VERSION\]\]\/json\/\[\[DATA_SOURCE\]\]\/\[\[INDEX_DATA\]\]\?apikey=\[\[API_KEY\]\]$/
      )
    }
  )
})
