export default {
  fleet: {
    meta: 'no sites | 1 site | {n} sites',
    metaFiltered: '{shown} of {n} sites',
    add: 'Add site',
    search: 'Filter sites',
    environment: 'Environment',
    state: 'State',
    tag: 'Tag',
    anyEnvironment: 'All environments',
    anyState: 'All states',
    anyTag: 'All tags',
    clearFilter: 'Clear filter',
    noMatch: 'No site fits this filter.',
    table: 'Sites',
    columns: {
      select: 'Choose',
      site: 'Site',
      environment: 'Environment',
      state: 'State',
      links: 'Links',
      replication: 'Replication',
      checked: 'Checked',
      tags: 'Tags'
    },
    selectAll: 'Choose all shown sites',
    selectOne: 'Choose {name}',
    finish: 'Finish enrolment',
    selected: '{n} chosen',
    check: 'Check',
    checking: 'Checking …',
    clearSelection: 'Clear choice',
    demo: 'Demo',
    states: { good: 'OK', trouble: 'With trouble', pending: 'Enrolment open' }
  },
  firstRun: {
    title: 'Welcome to Rexxfleet',
    lead: 'Look after many Cloudrexx sites, and replicate content between them with one drag.',
    addTitle: 'Add a site',
    addText:
      'You need access to its database once, for one SQL script. Or a management key that you already have.',
    demoTitle: 'Explore a demo fleet',
    demoText:
      'Three made-up sites run on this computer. Link, sync, break and repair them: nothing real is touched.',
    demoStarting: 'Starting three sites …',
    steps: {
      enrol: 'Add your sites',
      link: 'Drag from one to another',
      sync: 'Sync, and see what changed'
    }
  },
  site: {
    panel: 'Site',
    name: 'Name',
    tags: 'Tags',
    addTag: 'Add a tag',
    removeTag: 'Remove tag {tag}',
    mainDomain: 'Main domain',
    address: 'Address',
    prefix: 'Table prefix',
    access: 'Key',
    readWrite: 'may read and write',
    readOnly: 'may only read',
    added: 'Added',
    details: 'Details',
    health: 'Health',
    links: 'Links',
    noLinks: 'Not linked yet.',
    edit: 'Edit',
    linkFrom: 'Link from here',
    showOnGraph: 'Show on the graph',
    checkNow: 'Check now',
    remove: 'Remove site'
  },
  removeSite: {
    title: 'Remove {name}?',
    lead: 'The site itself stays as it is. Only what Rexxfleet put there can be taken away.',
    takeAway: 'Take the enrolment away',
    takeAwayText:
      'Removes what REST can remove, shows the SQL for the rest, and makes sure that the key no longer works.',
    forget: 'Only forget it here',
    forgetText: 'Leaves key and endpoints on the site, for example because another Rexxfleet uses them.',
    act: 'Remove site',
    actForget: 'Forget site',
    working: 'Removing …',
    sqlTitle: 'One thing is left: run this SQL on the site',
    sqlText: 'It removes the key and the endpoints that REST cannot remove. No key is in it.',
    done: '{name} is removed',
    hasLinks: 'This site has links. Deregister them first.'
  }
}
