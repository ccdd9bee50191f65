import type en from '../en/schedules.ts'

export default {
  schedules: {
    meta: 'noch keine | 1 Zeitplan | {n} Zeitpläne',
    add: 'Zeitplan hinzufügen',
    emptyTitle: 'Noch läuft nichts von selbst',
    emptyText:
      'Ein Zeitplan gleicht eine Verbindung ab, oder alle Verbindungen der Sites mit einem Schlagwort, immer wieder. Er läuft, solange Rexxfleet offen ist, hält Ruhezeiten ein und fragt, bevor er viel entfernt.',
    newTitle: 'Neuer Zeitplan',
    editTitle: 'Zeitplan ändern',
    what: 'Was läuft',
    by: { link: 'Eine Verbindung', tag: 'Ein Schlagwort' },
    chooseLink: 'Verbindung wählen',
    chooseTag: 'Schlagwort wählen',
    tagHelp: 'Alle Verbindungen von oder zu Sites mit diesem Schlagwort, auch die späteren.',
    when: 'Wann',
    rhythms: { interval: 'In Abständen', cron: 'Zu festen Zeiten' },
    every: 'alle',
    minutes: 'Minuten',
    cronLabel: 'Cron-Ausdruck',
    cronHelp: 'Minute, Stunde, Tag, Monat, Wochentag.',
    presets: { 0: 'Jede Stunde', 1: 'Jede Nacht um 2:30', 2: 'Werktags um 6:00', 3: 'Sonntags um 3:00' },
    everyMinutes: 'alle {n} Minuten | jede Minute | alle {n} Minuten',
    everyHours: 'alle {n} Stunden | jede Stunde | alle {n} Stunden',
    everyDays: 'alle {n} Tage | jeden Tag | alle {n} Tage',
    ofTag: 'Schlagwort {tag}',
    links: 'zurzeit keine Verbindung | 1 Verbindung | {n} Verbindungen',
    quiet: 'Ruhezeiten',
    quietHelp: 'Tageszeiten, in denen nichts läuft.',
    quietFrom: 'Ruhe von',
    quietTo: 'Ruhe bis',
    quietDays: 'Tage, an denen sie beginnen',
    quietAdd: 'Ruhezeit hinzufügen',
    quietRemove: 'Diese Ruhezeit entfernen',
    zone: 'Zeitzone',
    missedLabel: 'Verpasste Läufe',
    missed: { skip: 'Auslassen', once: 'Einmal nachholen' },
    webhook: 'Fehlschläge an diese Adresse melden',
    webhookHelp:
      'Optional. Sie bekommt eine kleine JSON-Meldung, wenn ein Lauf nicht gut endet; ohne Inhalt und ohne Schlüssel.',
    webhookKept:
      'Eine Adresse ist gesetzt; ihr geheimer Teil wird nicht gezeigt. Eine andere eingeben, um sie zu ersetzen.',
    columns: {
      target: 'Was läuft',
      rhythm: 'Wann',
      quiet: 'Ruhe',
      last: 'Zuletzt',
      next: 'Nächstes Mal',
      on: 'Zustand',
      acts: 'Befehle'
    },
    isOn: 'Ein',
    isOff: 'Aus',
    off: 'Ausgeschaltet',
    noNext: 'wenn Rexxfleet offen ist',
    remove: 'Entfernen',
    reallyRemove: 'Wirklich?',
    removeOne: 'Zeitplan von {target} entfernen',
    removed: 'Der Zeitplan von {target} ist entfernt.'
  }
} satisfies typeof en
