export default {
  settings: {
    appearance: 'Appearance',
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
    text: 'Every request that writes on a site, newest first. Keys are never recorded.',
    empty: 'Nothing has been written on any site yet.',
    anySite: 'All sites',
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
