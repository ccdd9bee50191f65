import { linkView } from '../../../contract/link-shapes.ts'
import { usageFailure } from '../outcome.ts'

export const deliveries = linkView.shape.delivery.options

export function deliveryOf(text: string): (typeof deliveries)[number] {
  const found = deliveries.find(name => name === text)
  if (!found) throw usageFailure(`--delivery is one of ${deliveries.join(', ')}.`)
  return found
}
