/** Which of two is right, as a person says it. */
export { mendChoices, type MendChoice } from '../core/doctor/finding.ts'
