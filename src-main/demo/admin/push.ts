import type { Site } from '../site.ts'
import type { PushReport } from '../site-double-types.ts'

export class Push {
  private readonly site: Site

  constructor(site: Site) {
    this.site = site
  }

  run(): Promise<PushReport> {
    return Promise.reject(new Error(`not yet: ${this.site.mainDomain}`))
  }
}
