/** The three sites of the demo fleet: a canton's portal that replicates to two towns, each with content of its own. */
export interface DemoSite {
  readonly name: string
  readonly mainDomain: string
  readonly environment: 'production' | 'staging' | 'test'
  readonly tags: readonly string[]
  readonly seed: number
  readonly rewriteRules: number
  readonly events: number
}

export const demoSites: readonly DemoSite[] = [
  {
    name: 'Kanton Aare Portal',
    mainDomain: 'portal.aare.example',
    environment: 'production',
    tags: ['demo', 'kanton'],
    seed: 11,
    rewriteRules: 120,
    events: 200
  },
  {
    name: 'Stadt Brugg',
    mainDomain: 'www.brugg.example',
    environment: 'production',
    tags: ['demo', 'gemeinde'],
    seed: 22,
    rewriteRules: 8,
    events: 12
  },
  {
    name: 'Gemeinde Windisch',
    mainDomain: 'www.windisch.example',
    environment: 'staging',
    tags: ['demo', 'gemeinde'],
    seed: 33,
    rewriteRules: 5,
    events: 6
  }
]
