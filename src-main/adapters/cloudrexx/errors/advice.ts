import type { Failure } from './failure.ts'

/** What happened and what to do next, in one or two sentences. The site's own words follow where there are any. */
export function adviceFor(failure: Failure, site: string): string {
  const said = failure.text === '' ? '' : ` It says: ${failure.text.slice(0, 500)}`
  const reason = typeof failure.details?.['reason'] === 'string' ? ` (${failure.details['reason']})` : ''
  switch (failure.code) {
    case 'site-refused':
      return failure.details?.['accessDenied'] === true
        ? `${site} refuses the key. Check that the key is enrolled there and has a grant for what was asked.`
        : `Something in front of ${site} refuses the request, perhaps a firewall or a password. Let it pass /api/ through.${said}`
    case 'site-unreachable':
      return `${site} cannot be reached${reason}. Check the address and whether the site is up.`
    case 'site-timeout':
      return `${site} did not answer in time. Try again when it is less busy.`
    case 'site-maintenance':
      return `${site} is in maintenance or its database is down. Try again when it is back.`
    case 'site-busy':
      return `${site} asks to wait before more is sent. Try again later.`
    case 'certificate-invalid':
      return `The certificate of ${site} is not valid${reason}. Have it renewed, or correct the address.`
    case 'address-redirects':
      return `${site} redirects to ${String(failure.details?.['to'] ?? 'another address')}. Use that address for the site.`
    case 'site-answer-empty':
      return `${site} answers nothing when it is asked for '${String(failure.details?.['endpoint'])}'. Usually one of these records holds a text that is no valid UTF-8, which PHP cannot write. Correct it in the site's database, then try again.`
    case 'entity-not-found':
      return `${site} does not have what was asked for.${said}`
    case 'name-taken':
      return `${site} has one of that name already. Use the existing one, or another name.${said}`
    case 'row-in-use':
      return `On ${site} something else still needs this. Remove what refers to it first.${said}`
    case 'value-refused':
      return `${site} does not take these values.${said}`
    case 'mapping-doubled':
      return `${site} remembers this entity twice and refuses every push of it. Remove one of the two mappings.`
    case 'cancelled':
      return 'Cancelled.'
    default:
      return failure.cause === 'too-large'
        ? `${site} sent more than Rexxfleet is willing to take at once.`
        : `${site} answered with something that no Cloudrexx says. Check the address and what stands in front of the site.${said}`
  }
}
