/** Stable words that stand as evidence themselves. */
export default {
  true: 'yes',
  false: 'no',
  'would-remove': 'it would remove records',
  'fails-again': 'it would fail again',
  'copy-of-a-site': 'this is a copy of another site',
  'name-taken': 'another receiver has that name',
  'address-unsure': 'nobody can say where it would push under that name',
  'key-in-address': 'a key is written into its address',
  empty: 'the address is empty',
  'no-scheme': 'the address has no https://',
  http: 'the address is not encrypted',
  'twin-gone': 'the way back is gone',
  'not-mutual': 'the way back belongs to another link',
  'other-sites': 'the sites',
  'other-models': 'the models',
  'other-languages': 'the pairs of languages',
  'other-delivery': 'the delivery',
  'other-pairs': 'which record belongs to which'
}
