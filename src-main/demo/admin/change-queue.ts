import type { Site } from '../site.ts'

/** The queue of changes that wait for hosts. */
export class ChangeQueue {
  private readonly site: Site

  constructor(site: Site) {
    this.site = site
  }

  isWaiting(): boolean {
    return this.site.database.table('core_module_sync_change').rows.size > 0
  }
}
