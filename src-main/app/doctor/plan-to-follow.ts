import type { WorkflowView } from '../../contract/link-shapes.ts'
import { inverseOf, sameLanguages } from '../../core/languages/language-map.ts'
import { AppError } from '../../core/shared/app-error.ts'
import type { Link, LinkId } from '../../core/topology/link.ts'
import { planEdit } from '../links/edit-link.ts'
import type { LinkHandlerDeps } from '../links/link-handlers.ts'

/** Plans the change by which a link carries what its twin does, in the same way. Nothing is flushed: what falls out stays, with its mappings. */
export function planToFollow(deps: LinkHandlerDeps, linkId: LinkId): Promise<WorkflowView> {
  const link = deps.link(linkId)
  const twin = link.twinId === null ? null : deps.links.get(link.twinId)
  if (!twin)
    throw new AppError('plan-outdated', 'The link goes one way only by now. Examine the site again.', {
      link: linkId
    })
  const names = ({ models }: Link): string[] => models.map(({ model }) => model)
  const [mine, its] = [new Set(names(link)), new Set(names(twin))]
  return planEdit(deps, {
    linkId,
    addModels: names(twin).filter(name => !mine.has(name)),
    dropModels: link.models.flatMap(({ model, because }) => (because || its.has(model) ? [] : [model])),
    delivery: twin.delivery,
    languages: inverseOf(twin.languages ?? sameLanguages),
    fallen: 'keep',
    includeEdited: false,
    acknowledge: []
  })
}
