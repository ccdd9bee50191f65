/** The administration ends in a fatal error: a related model has no data source, endpoint or Sync row (F26). */
export class FatalSiteError extends Error {
  constructor(className: string) {
    super(`Call to a member function on null: ${className} has no data source, endpoint and Sync row`)
    this.name = 'FatalSiteError'
  }
}
