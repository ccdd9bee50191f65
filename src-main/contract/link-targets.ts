/** The rule of the graph by which the program refuses a link, for a window that knows all sites and links: a drag cannot wait for an answer. */
export { linkTargets } from '../core/topology/why-no-link.ts'
