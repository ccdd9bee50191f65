/** What the doctor sees wrong, and the plan that mends it. */
import { z } from 'zod'
import { mendChoices } from '../../core/doctor/finding.ts'
import { examinationView, findingId } from '../doctor-shapes.ts'
import { workflowView } from '../link-shapes.ts'
import { id } from '../shapes.ts'
import { call, nothing } from './call.ts'

export const doctorCalls = {
  /** Without sites and link: the whole fleet. Writes on no site. */
  'doctor.examine': call(
    z.object({ siteIds: z.array(id).min(1).max(5000).optional(), linkId: id.optional() }).strict(),
    z.array(examinationView)
  ),
  /** The last examination of each site, as far as there was one. */
  'doctor.last': call(nothing, z.array(examinationView)),
  /** Fails with 'mend-undecided' where only a person can say which of the finding's choices is right. */
  'doctor.planMend': call(
    z.object({ findingId, choice: z.enum(mendChoices).optional() }).strict(),
    workflowView
  )
} as const
