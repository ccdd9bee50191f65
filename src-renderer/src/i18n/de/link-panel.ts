import type en from '../en/link-panel.ts'

export default {
  linkPanel: {
    needs: 'Wartet auf Sie',
    conflicts: 'keine Konflikte | 1 Konflikt zu entscheiden | {n} Konflikte zu entscheiden',
    moreFindings: '1 weiterer Befund | {n} weitere Befunde',
    schedule: 'Zeitplan',
    noSchedule: 'Wird nur abgeglichen, wenn jemand es verlangt.',
    addSchedule: 'Hinzufügen',
    change: 'Ändern',
    everyMinutes: 'immer | jede Minute | alle {n} Minuten',
    cron: 'nach {cron}',
    scheduleOff: 'ausgeschaltet',
    nextRun: 'nächstes Mal {time}',
    purge: 'Überall austragen',
    purgeText:
      'Verlässt auch ihre andere Verbindung. | Verlässt auch ihre {n} anderen Verbindungen, und entfernt, was sie brachten.',
    purgeTitle: '{name} überall austragen?',
    purged: '{name} repliziert nichts mehr',
    actPurge: 'Austragen und entfernen'
  }
} satisfies typeof en
