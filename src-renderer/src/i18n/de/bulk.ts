import type en from '../en/bulk.ts'

export default {
  bulk: {
    bar: 'Was mit den ausgewählten Sites geschehen soll',
    of: 'von {n}',
    sync: 'Abgleichen',
    examine: 'Untersuchen',
    tag: 'Verschlagworten',
    linkLike: 'Verbinden wie …',
    outcome: 'Ergebnis',
    progress: '{done} von {all}',
    failed: 'keine fehlgeschlagen | 1 fehlgeschlagen | {n} fehlgeschlagen',
    stop: 'Nach diesen anhalten',
    stopped: 'Nicht gemacht: vorher angehalten',
    findings: 'Keine Befunde | 1 Befund | {n} Befunde',
    noLinks: 'Keine bereite Verbindung',
    runs: 'nichts abzugleichen | 1 Lauf gestartet | {n} Läufe gestartet',
    tags: 'Schlagwörter jetzt: {tags}',
    tagsStay: 'Schlagwörter bleiben, wie sie sind',
    tagged:
      'keine Site ist verschlagwortet | Schlagwörter von 1 Site sind geändert. | Schlagwörter von {n} Sites sind geändert.',
    tagTitle: 'Keine Site verschlagworten | 1 Site verschlagworten | {n} Sites verschlagworten',
    tagAdd: 'Schlagwörter, die dazukommen',
    tagRemove: 'Schlagwörter, die wegfallen',
    tagAct: 'Schlagwörter ändern',
    title: {
      check: 'Sites prüfen',
      sync: 'Sites abgleichen',
      examine: 'Sites untersuchen',
      tag: 'Sites verschlagworten'
    },
    states: {
      waiting: 'Wartet',
      working: 'In Arbeit …',
      done: 'Erledigt',
      skipped: 'Ausgelassen',
      failed: 'Fehlgeschlagen'
    },
    like: {
      title:
        'Keine Site wie eine andere verbinden | 1 Site wie eine andere verbinden | {n} Sites wie eine andere verbinden',
      lead: 'Eine Verbindung wählen, die ist, wie sie sein soll. Jede ausgewählte Site wird Replica desselben Primary, mit denselben Modellen und derselben Zustellung.',
      choose: 'Die Verbindung als Vorbild',
      primary: 'Primary',
      models: 'Modelle',
      noPattern:
        'Noch ist keine Verbindung bereit. Zuerst eine auf der Seite Topologie machen; die anderen folgen ihr.',
      plan: 'Alle planen',
      back: 'Verwerfen und neu wählen',
      planned: 'Geplant, keine Schritte | Geplant, 1 Schritt | Geplant, {n} Schritte',
      'is-primary': 'Sie ist selbst der Primary',
      linked: 'Mit diesem Primary schon verbunden',
      apply: 'Nichts anzuwenden | 1 Plan anwenden | {n} Pläne anwenden'
    }
  }
} satisfies typeof en
