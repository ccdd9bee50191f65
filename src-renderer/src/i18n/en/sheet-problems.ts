/** What is wrong with a line of a table. */
export default {
  'name-missing': 'The name is missing.',
  'name-too-long': 'The name is longer than 60 characters.',
  'name-invalid': 'The name is more than one line, or holds control characters.',
  'name-taken': 'A site of this name is in the fleet already.',
  'name-twice': 'An earlier line has this name.',
  'address-missing': 'The address is missing.',
  'address-invalid': 'The address is none: it has to look like https://www.example.ch.',
  'address-known': 'This address is in the fleet already.',
  'address-twice': 'An earlier line has this address.',
  'address-needs-https': 'The address needs https, or a yes in the column “allow http”.',
  'main-domain-invalid': 'The main domain has to be a host name, without https:// and path.',
  'environment-unknown': 'The environment has to be production, staging or test.',
  'tags-invalid': 'At most 24 tags, each of at most 40 characters.',
  'prefix-invalid': 'The table prefix may have letters, digits and underscores.',
  'neither-yes-nor-no': 'Neither yes nor no stands in a column that needs one of them.',
  'cells-do-not-match': 'The line has another number of cells than the first line.'
}
