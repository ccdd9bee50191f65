export default {
  nav: {
    main: 'Main',
    fleet: 'Fleet',
    topology: 'Topology',
    runs: 'Runs',
    schedules: 'Schedules',
    files: 'Files',
    doctor: 'Doctor',
    activity: 'Activity',
    settings: 'Settings'
  },
  app: {
    skip: 'Skip to content',
    theme: 'Theme: {name}. Change it',
    running: 'no run | 1 run | {n} runs',
    lost: 'Rexxfleet does not answer. This page tries again by itself; if it stays like this, start Rexxfleet again.',
    notFound: 'There is nothing at this address.',
    notices: {
      waiting: 'A run waits for a decision.',
      stopped: 'A run stopped.',
      partly: 'A run ended with items that failed.'
    },
    toFleet: 'Go to the fleet'
  },
  common: {
    close: 'Close',
    cancel: 'Cancel',
    retry: 'Try again',
    discard: 'Discard',
    apply: 'Apply',
    undo: 'Undo',
    undone: 'Taken back.',
    never: 'never',
    now: 'now',
    copy: 'Copy',
    copied: 'Copied',
    save: 'Save'
  },
  environment: { production: 'Production', staging: 'Staging', test: 'Test' },
  theme: { light: 'Light', dark: 'Dark', system: 'As the system' },
  delivery: { compare: 'Compare', queue: 'Queue', live: 'Live' }
}
