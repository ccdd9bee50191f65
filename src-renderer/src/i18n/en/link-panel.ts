export default {
  linkPanel: {
    needs: 'Waits for you',
    conflicts: 'no conflicts | 1 conflict to decide | {n} conflicts to decide',
    moreFindings: '1 more finding | {n} more findings',
    schedule: 'Schedule',
    noSchedule: 'Synced only when somebody asks for it.',
    addSchedule: 'Add',
    change: 'Change',
    everyMinutes: 'always | every minute | every {n} minutes',
    cron: 'by {cron}',
    scheduleOff: 'switched off',
    nextRun: 'next {time}',
    purge: 'Purge everywhere',
    purgeText:
      'Also leaves its other link. | Also leaves its {n} other links, and removes there what they brought.',
    purgeTitle: 'Purge {name}?',
    purged: '{name} replicates nothing any more',
    actPurge: 'Purge and remove'
  }
}
