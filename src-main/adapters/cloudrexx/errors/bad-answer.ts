/** The site's answer is not what a Cloudrexx says. Becomes 'site-answered-badly' before it leaves the adapter. */
export class BadAnswer extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'BadAnswer'
  }
}
