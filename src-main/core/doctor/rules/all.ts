import type { Rule } from '../rule.ts'
import { changeWithoutReceiver } from './change-without-receiver.ts'
import { dataSourceBroken } from './data-source-broken.ts'
import { endpointHidesFields } from './endpoint-hides-fields.ts'
import { entitySentBack } from './entity-sent-back.ts'
import { entityUnmapped } from './entity-unmapped.ts'
import { grantLeadsNowhere } from './grant-leads-nowhere.ts'
import { hostLocked } from './host-locked.ts'
import { hostLosesChanges } from './host-loses-changes.ts'
import { hostNameDiffers } from './host-name-differs.ts'
import { hostStopped } from './host-stopped.ts'
import { hostWouldRemove } from './host-would-remove.ts'
import { keyTooShort } from './key-too-short.ts'
import { keyWithoutGrants } from './key-without-grants.ts'
import { leaseLeft } from './lease-left.ts'
import { mappingDead } from './mapping-dead.ts'
import { mappingDoubled } from './mapping-doubled.ts'
import { linkRemains } from './link-remains.ts'
import { markerShared } from './marker-shared.ts'
import { membersKept } from './members-kept.ts'
import { ownRowsLeft } from './own-rows-left.ts'
import { relatedModelMissing } from './related-model-missing.ts'
import { relationRows } from './relation-rows.ts'
import { senderNameDiffers } from './sender-name-differs.ts'
import { templateUnsafe } from './template-unsafe.ts'
import { twinsDisagree } from './twins-disagree.ts'

/** Everything that the doctor looks for. */
export const rules: readonly Rule[] = [
  dataSourceBroken,
  endpointHidesFields,
  keyTooShort,
  keyWithoutGrants,
  grantLeadsNowhere,
  hostStopped,
  hostLocked,
  hostLosesChanges,
  hostWouldRemove,
  changeWithoutReceiver,
  relatedModelMissing,
  templateUnsafe,
  relationRows,
  hostNameDiffers,
  senderNameDiffers,
  linkRemains,
  markerShared,
  ownRowsLeft,
  leaseLeft,
  mappingDead,
  mappingDoubled,
  entitySentBack,
  twinsDisagree,
  entityUnmapped,
  membersKept
]
