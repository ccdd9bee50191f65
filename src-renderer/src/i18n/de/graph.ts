import type en from '../en/graph.ts'

export default {
  graph: {
    allSites: 'Alle Sites',
    filterTag: 'Nur Sites mit einem Schlagwort zeigen',
    groupByTag: 'Nach Schlagwort',
    groupHint:
      'Sites mit demselben Schlagwort stehen beisammen. Der Name einer Gruppe macht sie zu einer Karte.',
    group: 'Gruppe',
    expand: 'Gruppe {tag}: ihre Sites zeigen',
    groupHead:
      'Gruppe {tag}: Ein Klick macht eine Karte daraus; ziehen, oder Shift und Pfeile, verschiebt ihre Karten',
    chosen: '{name}, ausgewählt',
    trouble: 'keine zum Anschauen | 1 zum Anschauen | {n} zum Anschauen',
    noTrouble: 'Alles gut',
    findings: 'keine Befunde | 1 Befund | {n} Befunde',
    tidyHint: 'Stellt, was gezeigt wird, wohin die Anordnung es stellt. Lässt sich rückgängig machen.',
    tidyChosenHint:
      'Stellt die ausgewählten Sites, wohin die Anordnung sie stellt. Lässt sich rückgängig machen.',
    problems: 'Probleme',
    problemsHint: 'Zeigen, was Aufmerksamkeit braucht',
    redo: 'Wiederholen',
    undoWhat: 'Rückgängig machen: {what} (Ctrl Z)',
    redoWhat: 'Wiederholen: {what} (Ctrl Shift Z)',
    undoDone: 'Rückgängig gemacht: {what}.',
    redoDone: 'Wiederholt: {what}.',
    change: {
      move: 'Site verschoben',
      moveMany: 'Sites verschoben',
      tidy: 'aufgeräumt',
      group: 'Gruppierung geändert',
      collapse: 'Gruppe zu einer Karte gemacht',
      expand: 'Gruppe geöffnet',
      stage: 'Verbindung geplant',
      discard: 'geplante Verbindungen verworfen'
    },
    search: 'Im Bild suchen',
    found: 'nichts | 1 Site | {n} Sites',
    linkDialog: 'Zwei Sites verbinden',
    chooseSite: 'Site wählen',
    goOn: 'Wählen, was mitgeht',
    export: 'Als Bild sichern',
    as: { svg: 'SVG, scharf in jeder Grösse', png: 'PNG, für Mail und Folien' },
    saved: '{name} ist gesichert.',
    notSaved: 'Das Bild ist zu gross für PNG. Als SVG sichern, oder weniger Sites zeigen.',
    stagedBar: 'Geplante Verbindungen',
    stagedLinks: 'Keine Verbindung geplant | 1 Verbindung geplant | {n} Verbindungen geplant',
    applyAll: 'Alle anwenden',
    setUp: 'nichts eingerichtet | 1 Verbindung ist eingerichtet. | {n} Verbindungen sind eingerichtet.',
    notSetUp:
      'keine | 1 Verbindung liess sich nicht einrichten: ihren Plan anschauen. | {n} Verbindungen liessen sich nicht einrichten: ihre Pläne anschauen.',
    asking: 'keiner | 1 Plan braucht zuerst Ihr Häkchen. | {n} Pläne brauchen zuerst Ihr Häkchen.'
  }
} satisfies typeof en
