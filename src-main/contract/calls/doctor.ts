/** What the doctor sees wrong, and the plan that mends it. */
import { z } from 'zod'
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
  'doctor.planMend': call(z.object({ findingId }).strict(), workflowView)
} as const
