export default {
  settings: {
    appearance: 'Appearance',
    nextRun: 'next time: {when}',
    toSchedules: 'To the schedules',
    diagnostics: 'Diagnostics',
    diagnosticsHelp: 'What a report of trouble needs, without keys, names and addresses of sites.',
    diagnosticsRead: 'Show',
    history: {
      title: 'History',
      itemsDays: 'Items of runs',
      itemsDaysHelp: 'What was sent, record by record.',
      runsDays: 'Runs',
      runsDaysHelp: 'With their counts; the newest of each link always stays.',
      activityDays: 'Activity',
      activityDaysHelp: 'Each request that wrote on a site.',
      days: 'days',
      tooLong: 'Items cannot be kept longer than their runs.',
      tidy: 'Forget what is older now',
      saved: 'History is kept as long as chosen.',
      tidied: 'Nothing was old enough. | 1 entry is forgotten. | {n} entries are forgotten.'
    },
    limits: {
      title: 'Load on the sites',
      requestsPerSite: 'Requests at once to one site',
      requestsPerSiteHelp: 'At most; fewer by itself while a site is slow.',
      sitesAtOnce: 'Sites checked at once',
      sitesAtOnceHelp: 'Fewer where your line is thin.',
      saved: 'The new limits are in force.'
    },
    notifications: {
      title: 'Notifications',
      trouble: 'Tell when something needs somebody',
      help: 'A word of the system while you look elsewhere. It names no site and no content.',
      denied: 'The browser does not allow it. Allow notifications for this page in its settings.'
    },
    mail: {
      title: 'E-mail on failure',
      text: 'Tells of scheduled syncs that did not end well, also where no window is open.',
      host: 'Mail server',
      port: 'Port',
      tls: 'Encryption',
      tlsChoice: {
        starttls: 'STARTTLS',
        implicit: 'TLS from the start',
        none: 'None (this computer only)'
      },
      user: 'User name',
      userHelp: 'Empty for a server without a login.',
      from: 'From',
      to: 'To',
      toHelp: 'Several addresses with a comma between them.',
      saved: 'The mail server is noted.',
      password: 'Password',
      passwordKept: 'A password is kept with the keys.',
      passwordMissing: 'No password is kept yet.',
      passwordGive: 'Keep password',
      passwordDone: 'The password is kept with the keys.',
      test: 'Send a test message',
      tested: 'The mail server took the test message.',
      remove: 'Tell nobody by e-mail',
      removed: 'Nobody is told by e-mail any more.'
    },
    keys: {
      title: 'Keys',
      keychain: 'In the keychain of the operating system, for your account alone.',
      vault: 'In a file of the data directory, encrypted with your passphrase.',
      along: 'To take keys to another computer: export the topology with keys.',
      toFiles: 'To the files'
    },
    language: 'Language',
    theme: 'Theme',
    about: 'About',
    version: 'Version',
    dataDirectory: 'Data directory',
    keyStore: 'Keys are kept in',
    demo: 'Demo fleet',
    demoText: 'The made-up sites, their links and runs.',
    removeDemo: 'Remove the demo fleet',
    removing: 'Removing …',
    demoRemoved: 'The demo fleet is gone.'
  },
  activity: {
    text: 'Every request that writes on a site, newest first',
    emptyTitle: 'Nothing was written yet',
    emptyText:
      'Every request that changes something on a site is noted here: what and why before it goes out, and what the site answered after.',
    noMatch: 'No request fits this filter.',
    search: 'Find a request or answer',
    anySite: 'All sites',
    anyActor: 'Workflows and runs',
    anyOutcome: 'Any outcome',
    from: 'From',
    to: 'to',
    export: {
      open: 'Export',
      title: 'Export the activity log',
      all: 'All requests that are kept, newest first. No key is in it.',
      filtered: 'All requests that fit the filter, newest first. No key is in it.',
      format: 'Format',
      act: 'Write file',
      done: 'No request is in {path}. | 1 request is in {path}. | {n} requests are in {path}.'
    },
    site: 'Site',
    columns: {
      at: 'When',
      site: 'Site',
      actor: 'By',
      request: 'Request',
      outcome: 'Outcome',
      duration: 'Duration'
    },
    run: 'Sync run',
    workflow: 'Workflow',
    details: 'Request',
    body: 'Body',
    answer: 'Answer',
    none: 'No answer was recorded.',
    openRun: 'Open the run'
  }
}
