import { z } from 'zod'
import { discoveryView, examinationView } from '../../../contract/doctor-shapes.ts'
import { workflowView } from '../../../contract/link-shapes.ts'

export const doctorShapes = {
  doctor: z.union([
    z
      .object({ examinations: z.array(examinationView), workflows: z.array(workflowView) })
      .describe('with --mend'),
    z.object({ examinations: z.array(examinationView) })
  ]),
  'link discover': discoveryView
}
