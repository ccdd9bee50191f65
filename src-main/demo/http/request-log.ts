import type { LoggedRequest, SiteLog } from '../site-double-types.ts'

/** Keeps what a site saw; the numbers of parallel requests and connections prove how a client behaves. */
export class RequestLog implements SiteLog {
  requests: LoggedRequest[] = []
  maxParallel = 0
  maxParallelPerEntity = 0
  connections = 0
  /** Off for long benches, where a million log lines would be measured instead of the client. */
  keep = true
  private running = 0
  private readonly perEntity = new Map<string, number>()

  clear(): void {
    this.requests = []
    this.maxParallel = this.running
    this.maxParallelPerEntity = Math.max(0, ...this.perEntity.values())
    this.connections = 0
  }

  begin(entity: string | undefined): void {
    this.maxParallel = Math.max(this.maxParallel, ++this.running)
    if (entity === undefined) return
    const parallel = (this.perEntity.get(entity) ?? 0) + 1
    this.perEntity.set(entity, parallel)
    this.maxParallelPerEntity = Math.max(this.maxParallelPerEntity, parallel)
  }

  end(entity: string | undefined, request: LoggedRequest): void {
    this.running--
    if (this.keep) this.requests.push(request)
    if (entity === undefined) return
    const left = (this.perEntity.get(entity) ?? 1) - 1
    if (left > 0) this.perEntity.set(entity, left)
    else this.perEntity.delete(entity)
  }
}
