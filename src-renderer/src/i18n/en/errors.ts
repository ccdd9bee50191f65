import { fileErrors } from './file-errors.ts'
import { modelErrors } from './by-hand.ts'
import { languageErrors } from './languages.ts'
import { mailErrors } from './mail-errors.ts'
import { siteErrors } from './site-errors.ts'
import type { ErrorCode } from '@/bridge/call-error.ts'

/** Each error: what happened, and what to do next. */
export default {
  'invalid-input': {
    what: 'Something in this input does not fit.',
    next: 'Check the marked fields and try again.'
  },
  'unknown-site': {
    what: 'This site is no longer in the fleet.',
    next: 'Go back to the fleet and choose another one.'
  },
  'unknown-link': { what: 'This link no longer exists.', next: 'Choose another one on the graph.' },
  'unknown-run': { what: 'This run is not recorded.', next: 'Choose another one in the list of runs.' },
  'unknown-workflow': { what: 'This plan no longer exists.', next: 'Make the plan again.' },
  'unknown-model': { what: 'One of the models is unknown.', next: 'Choose the models again.' },
  'model-not-replicable': {
    what: 'One of the models cannot be replicated.',
    next: 'Leave it out; the list of models says why.'
  },
  'mend-undecided': {
    what: 'Only you can say which of the two is right.',
    next: 'Look at what the finding tells of both, and choose one of its ways.'
  },
  'not-supported-here': {
    what: 'This version cannot do that yet.',
    next: 'Choose another way: links go one way, with the delivery Compare.'
  },
  'address-invalid': {
    what: 'This is no web address.',
    next: 'Enter it as the browser shows it, such as https://www.example.ch.'
  },
  'address-needs-https': {
    what: 'This address is not encrypted.',
    next: 'Use https://, or allow plain http below if this is a development site.'
  },
  'address-redirects': {
    what: 'This address leads to another host.',
    next: 'Enter the address that the browser shows at the end.'
  },
  'address-not-a-site': {
    what: 'No Cloudrexx answers at this address.',
    next: 'Check the address, and the folder if the site is in one.'
  },
  'certificate-invalid': {
    what: 'The certificate of this site is not valid.',
    next: 'Have it renewed at the web host, then try again.'
  },
  ...siteErrors,
  'key-length': {
    what: 'A key has exactly 32 characters.',
    next: 'Copy it again, without spaces around it.'
  },
  'key-without-grants': {
    what: 'This key may not use the management endpoints.',
    next: 'Choose a new key by SQL; the script makes key and grants.'
  },
  'key-missing': {
    what: 'The key of this site is not on this computer.',
    next: 'Give the key again, or enrol the site anew.'
  },
  'keychain-unavailable': {
    what: 'This computer offers no keychain.',
    next: 'Install a Secret Service such as gnome-keyring, or start Rexxfleet with REXXFLEET_PASSPHRASE to use its own vault.'
  },
  'keychain-locked': { what: 'The keychain is locked.', next: 'Unlock it, then try again.' },
  'vault-passphrase-needed': {
    what: 'The vault needs its passphrase.',
    next: 'Start Rexxfleet with REXXFLEET_PASSPHRASE, or from a terminal that can ask for it.'
  },
  'vault-passphrase-wrong': {
    what: 'The passphrase does not open the vault.',
    next: 'Start Rexxfleet again with the right one.'
  },
  'vault-damaged': {
    what: 'The key vault is damaged.',
    next: 'Restore its file from a backup, or give the keys of the sites again.'
  },
  'site-already-added': {
    what: 'This site is already in the fleet.',
    next: 'Look for it in the fleet, perhaps under another spelling.'
  },
  'site-same-marker': {
    what: 'This is a site of the fleet under another address.',
    next: 'Use the one that is there already.'
  },
  'site-marker-differs': {
    what: 'Another site answers at this address than before.',
    next: 'Check whether the site was moved or copied, then enrol it again.'
  },
  'site-not-enrolled': {
    what: 'This site is not enrolled yet.',
    next: 'Finish the enrolment in the fleet first.'
  },
  'site-read-only': {
    what: 'The key of this site may only read.',
    next: 'Enrol it with a key that may write, or use it as a primary.'
  },
  'site-has-links': {
    what: 'This site still has links.',
    next: 'Deregister its links in the topology first.'
  },
  'site-still-answers': {
    what: 'The site still accepts the key.',
    next: 'Run the removal SQL on the site, then check again.'
  },
  'link-same-site': { what: 'A site cannot be linked with itself.', next: 'Choose another replica.' },
  'twins-differ': {
    what: 'The link back carries other models, or is delivered in another way.',
    next: 'Both ways take the same models and the same delivery: choose those, or change that link first.'
  },
  'link-exists': {
    what: 'These two sites are already linked this way.',
    next: 'Open the existing link on the graph.'
  },
  'preflight-refused': {
    what: 'These two sites must not be linked like this.',
    next: 'Look at the preflight: it names what stands in the way, and what to do.'
  },
  ...languageErrors,
  ...fileErrors,
  ...mailErrors,
  ...modelErrors,
  'link-not-ready': {
    what: 'This link is not set up completely.',
    next: 'Open it in the topology, and resume or undo its set-up.'
  },
  'link-busy': {
    what: 'This link is being worked on.',
    next: 'Wait for the run or the workflow to end, then try again.'
  },
  'live-name-differs': {
    what: 'Cloudrexx could not push under the names that these two sites have.',
    next: 'Choose Compare or Queue, or let the endpoint that stands in the way show everything.'
  },
  'link-without-queue': {
    what: 'Nothing is queued for this link: it compares both sides.',
    next: 'Sync it instead.'
  },
  'link-leased': {
    what: 'Another Rexxfleet works on this link.',
    next: 'Wait until it has ended. If it was cut off, its lease ends by itself within minutes.'
  },
  'lease-lost': {
    what: 'The lease on the replica ran out while the run was at work.',
    next: 'Nothing more was sent. Resume the run.'
  },
  'sender-renamed': {
    what: 'The replica knows the primary by another main domain.',
    next: 'Nothing was sent: everything would arrive a second time. Move the primary to that domain with rexxfleet site move, then sync again.'
  },
  'plan-outdated': {
    what: 'The sites have changed since this plan was made.',
    next: 'Make the plan again; nothing was written.'
  },
  'no-way-back': {
    what: 'This cannot be undone.',
    next: 'What was removed or replaced nobody has any more. Where it did not end, it can be resumed.'
  },
  'undo-later-first': {
    what: 'Something else was done with this link since.',
    next: 'Undo that first, the newest before the older. Nothing was changed.'
  },
  'needs-confirmation': {
    what: 'This plan needs a confirmation.',
    next: 'Read it through and confirm it.'
  },
  'removals-need-confirmation': {
    what: 'This run would remove many records.',
    next: 'Look at the removals, then allow them or stop the run.'
  },
  'step-failed': {
    what: 'A step did not succeed.',
    next: 'Its line says why. Mend the cause, then resume, or undo what was done.'
  },
  'sql-not-seen': {
    what: 'The site does not show yet what the SQL does.',
    next: 'Run it on the database of that site, then check again.'
  },
  'nothing-to-resume': { what: 'There is nothing to resume.', next: 'Start a new run.' },
  'conflict-undecidable': {
    what: 'This conflict cannot be decided for one side.',
    next: 'Let the doctor examine the link: its mappings may be doubled or point at something else.'
  },
  'nothing-to-pause': { what: 'Nothing of this run is at work.', next: 'Look at its state: it may be over.' },
  'run-paused': { what: 'A run of this link is paused.', next: 'Resume it, or cancel it first.' },
  'no-change-date': {
    what: 'None of these models says when a record was changed.',
    next: 'Let the primary or the replica win, or decide each conflict.'
  },
  'run-stopped': { what: 'The run was stopped.', next: 'Look at the reason, then resume it.' },
  cancelled: { what: 'This was cancelled.', next: 'Start it again when you want to.' },
  'main-domain-taken': {
    what: 'Another site of the fleet has this main domain.',
    next: "Choose the site's own main domain, or change the other site first."
  },
  'unknown-schedule': {
    what: 'This schedule is gone.',
    next: 'Choose another one from the list.'
  },
  'schedule-invalid': {
    what: 'This schedule cannot be used.',
    next: 'Its fields say what is wrong; nothing was saved.'
  },
  'data-directory-not-writable': {
    what: 'The data directory cannot be written.',
    next: 'Give yourself the right to write there, or start with another --data-dir.'
  },
  'data-directory-in-use': {
    what: 'Another Rexxfleet uses this data directory.',
    next: 'Close it, or start with another --data-dir.'
  },
  'database-damaged': {
    what: 'The database is damaged.',
    next: 'Put the newest backup from the data directory in its place.'
  },
  'database-newer': {
    what: 'The database was made by a newer Rexxfleet.',
    next: 'Install the newer version.'
  },
  'migration-failed': {
    what: 'The database could not be brought up to date.',
    next: 'Nothing is lost: a backup lies beside it. Send us the log.'
  },
  'disk-full': { what: 'The disk is full.', next: 'Make room, then try again.' },
  'node-too-old': { what: 'This Node.js is too old.', next: 'Use Node 24, or start with npx rexxfleet.' },
  'door-refused': {
    what: 'Rexxfleet does not let this page in.',
    next: 'Start Rexxfleet again and open the address it shows.'
  },
  internal: {
    what: 'Something went wrong inside Rexxfleet.',
    next: 'Try again. If it stays, start Rexxfleet again and send us the log.'
  }
} satisfies Record<ErrorCode, { what: string; next: string }>
