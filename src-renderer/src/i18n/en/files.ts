export default {
  files: {
    saveAs: 'Save as',
    pathHelp: 'On the computer on which Rexxfleet runs. A file of something else is never replaced.',
    passphrase: 'Passphrase',
    passphraseHelp: 'At least {n} characters. Nobody can bring it back.',
    passphraseAgain: 'The same again',
    passphraseDiffers: 'The two differ.',
    export: {
      title: 'Export the topology',
      lead: 'Sites, links, tags and layout as one file, for another computer or a colleague. No key is in it, unless you say so.',
      agreed: 'With agreed states',
      agreedHelp: 'what both sides were last known to have in common; makes the file larger',
      keys: 'With the management keys, encrypted',
      keysHelp: 'whoever has file and passphrase can write on all these sites',
      act: 'Write file',
      done: '{path} holds {sites}, {links} and {keys}.',
      keyCount: 'no key | 1 key | {n} keys',
      withoutKey: 'There is no key here for: {names}',
      leftOut:
        'No demo site is left out. | 1 demo site is left out: it only runs on this computer. | {n} demo sites are left out: they only run on this computer.'
    },
    import: {
      title: 'Import a topology',
      lead: 'First a look at what the file tells, then the decision. Sites that are here already stay as they are, and no link is set up by it.',
      path: 'Topology file',
      pathHelp: 'Its full path on the computer on which Rexxfleet runs.',
      look: 'Look into it',
      written: 'Nothing is taken in yet. The file was written {when} by Rexxfleet {version}.',
      planLabel: 'What would become of each site and link',
      leaveKeys: 'Leave the keys out',
      leaveKeysHelp: 'the sites then need their script or their key once',
      passphraseHelp: 'The one with which the file was written. It is used once, and kept nowhere.',
      act: 'Take in what is new: no site | Take in 1 site | Take in {n} sites',
      done: 'No new site came in. | 1 site came in. | {n} sites came in.',
      doneText:
        'No link is noted. | 1 link is noted above: make it when its sites answer. | {n} links are noted above: make them when their sites answer.'
    },
    recent: {
      title: 'Recently used',
      exported: 'written {when}',
      imported: 'taken in {when}',
      gone: 'no longer there',
      look: 'Look into it',
      forget: 'Take off the list'
    },
    noted: {
      title: 'Links that a file told of',
      lead: 'They are only noted. Making one is a plan like any other.',
      make: 'Make it …',
      drop: 'Forget'
    },
    backup: {
      title: 'Backup',
      lead: 'Everything that Rexxfleet remembers, as a folder: sites, links, agreed states, runs and settings.',
      folder: 'Folder to make',
      folderHelp: 'It must not exist yet.',
      act: 'Write backup',
      working: 'Writing …',
      done: '{path} is written ({size}).',
      vault: 'The key vault is in it, encrypted as it is here: keep its passphrase.',
      keychain:
        'The keys stay in the keychain of this computer; to take them along, export the topology with keys.',
      restore: 'Put back with “rexxfleet restore FOLDER”, while no window is open.'
    },
    report: {
      title: 'Report',
      lead: 'What was replicated for a customer in a period, as one page to read, print or mail.',
      about: 'About',
      fleet: 'The whole fleet',
      to: 'To, included',
      act: 'Write report',
      done: '{path} tells of no run. | {path} tells of 1 run. | {path} tells of {n} runs.'
    }
  }
}
