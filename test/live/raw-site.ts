/** A second, plain way to a site, so that what the product says about it is checked by something that is not the product. */
export interface LiveSite {
  readonly url: string
  readonly key: string
}

interface Answer {
  readonly status: string
  readonly data: Record<string, Record<string, unknown>> | Record<string, unknown> | null
  readonly messages: { error?: Record<string, string> }
}

export class RawSite {
  readonly #site: LiveSite

  constructor(site: LiveSite) {
    this.#site = site
  }

  /** All rows of an endpoint, by id. */
  async rows(endpoint: string): Promise<Record<string, Record<string, unknown>>> {
    return ((await this.#ask('GET', endpoint)).data ?? {}) as Record<string, Record<string, unknown>>
  }

  async create(endpoint: string, fields: Record<string, string>): Promise<string> {
    const { data } = await this.#ask('POST', endpoint, fields)
    return String(Object.values(data ?? {})[0])
  }

  async update(endpoint: string, id: string, fields: Record<string, string>): Promise<void> {
    await this.#ask('PUT', `${endpoint}/${id}`, fields)
  }

  async remove(endpoint: string, id: string): Promise<void> {
    await this.#ask('DELETE', `${endpoint}/${id}`)
  }

  async #ask(method: string, path: string, fields?: Record<string, string>): Promise<Answer> {
    const response = await fetch(`${this.#site.url}/api/v1/json/${path}?apikey=${this.#site.key}`, {
      method,
      redirect: 'error',
      ...(fields ? { body: new URLSearchParams(fields) } : {})
    })
    const text = await response.text()
    const answer = this.#parsed(text)
    if (response.ok && answer) return answer
    const said = answer?.messages.error?.['0'] ?? text.slice(0, 200)
    throw new Error(`${method} ${path}: ${response.status} ${said.replaceAll(this.#site.key, '[redacted]')}`)
  }

  #parsed(text: string): Answer | null {
    try {
      return JSON.parse(text) as Answer
    } catch {
      return null
    }
  }
}
