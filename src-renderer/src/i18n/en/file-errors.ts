/** What is wrong with files that come from elsewhere, or go there. */
export const fileErrors = {
  'file-unusable': {
    what: 'This file cannot be read or written.',
    next: 'Choose another place, or give yourself the right to it.'
  },
  'file-foreign': {
    what: 'This file is something else.',
    next: 'Choose a file that Rexxfleet wrote.'
  },
  'file-damaged': {
    what: 'This file is damaged.',
    next: 'Fetch it again from where it came from, or use an older one.'
  },
  'file-newer': {
    what: 'This file was written by a newer Rexxfleet.',
    next: 'Install the newer version, then try again.'
  },
  'file-refused': {
    what: 'Rexxfleet does not take this file.',
    next: 'The reason is named. Have it written again by Rexxfleet; nothing was changed.'
  },
  'sheet-unusable': {
    what: 'This table of sites cannot be used.',
    next: 'It has to be a CSV file whose first line names the columns, with name and address among them. Correct it and choose it again; nothing was added.'
  },
  'file-passphrase-needed': {
    what: 'The keys in this file are encrypted.',
    next: 'Enter its passphrase, or go on without the keys.'
  },
  'file-passphrase-wrong': {
    what: 'This passphrase does not open the file.',
    next: 'Try again, or go on without the keys.'
  },
  'restore-failed': {
    what: 'The backup could not be put in place.',
    next: 'Everything is as it was before. Try another backup.'
  }
}
