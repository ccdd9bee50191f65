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
    text: 'Every request that writes on a site, newest first',
    empty: 'Nothing has been written on any site yet.',
    noMatch: 'No request fits this filter.',
    search: 'Search path, form, answer',
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
