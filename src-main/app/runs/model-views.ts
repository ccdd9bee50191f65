import type { RunModelView } from '../../contract/run-shapes.ts'
import { findModel } from '../../core/models/catalogue.ts'
import type { ModelCount } from '../../core/sync/records.ts'

/** How far a run is, model by model. */
export function modelViews(counts: readonly ModelCount[]): RunModelView[] {
  return [...Map.groupBy(counts, ({ model }) => model)].map(([model, of]) => {
    const sum = (fits: (one: ModelCount) => boolean): number =>
      of.filter(fits).reduce((total, { count }) => total + count, 0)
    const goesOut = ({ action, state }: ModelCount): boolean =>
      action !== 'conflict' && action !== 'blocked' && state !== 'skipped'
    return {
      model,
      shortName: findModel(model)?.shortName ?? model,
      toSend: sum(goesOut),
      sent: sum(one => goesOut(one) && one.state === 'done'),
      failed: sum(({ state }) => state === 'failed' || state === 'unknown'),
      heldBack: sum(
        ({ action, state }) => (action === 'conflict' || action === 'blocked') && state !== 'done'
      )
    }
  })
}
