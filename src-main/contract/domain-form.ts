/** How a main domain is written, for a form that says at once whether it is one. */
export { mainDomainForm } from '../core/fleet/main-domain.ts'
