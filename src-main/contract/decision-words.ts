/** The choices of a link's policy, for doors that offer them. */
export { conflictPolicies, removedTherePolicies } from '../core/sync/policy.ts'
