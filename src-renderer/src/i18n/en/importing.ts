export default {
  importing: {
    title: 'Sites from a CSV table',
    choose: 'Choose a CSV file',
    drop: 'or drop it here. Nothing is added before you have seen every line.',
    exampleTitle: 'How it has to look',
    exampleText:
      'The first line names the columns. Name and address are needed; environment, tags, main domain, table prefix, read only and allow http may be there. Keys do not belong in it: each site gets a new one.',
    exampleSave: 'Save this example',
    ignored: 'Columns that are not used: {columns}',
    preview: 'Lines of the table',
    columns: { line: 'Line' },
    willCome: 'Will be added',
    good: 'No site can be added. | 1 site can be added. | {n} sites can be added.',
    bad: 'no line is left out | 1 line is left out; its reason is beside it. | {n} lines are left out; the reasons are beside them.',
    another: 'Choose another file',
    confirm: 'Add no site | Add 1 site | Add {n} sites',
    nothing: 'No line can be added',
    adding: 'Being added …',
    enrolled: 'Enrolled',
    ready: 'All endpoints answer',
    endpoints: 'Waits for its script, {n} of {all} endpoints answer',
    nextTitle: 'Each site needs its script once.',
    nextText:
      'Save the scripts and run each on the database of its site. Rexxfleet goes on asking, and says here which sites are ready.',
    allEnrolled: 'All sites are enrolled. They can be linked now.',
    saveScripts: 'No script to save | Save 1 script | Save {n} scripts',
    savedTo: 'Saved in {folder}. Each file holds a key: delete it after it was run.',
    enrolReady: 'No site is ready | Enrol 1 ready site | Enrol {n} ready sites',
    noneReady: 'Enrol, as soon as one is ready',
    retry: 'Nothing to try again | Try 1 again | Try {n} again',
    one: 'Script …'
  }
}
