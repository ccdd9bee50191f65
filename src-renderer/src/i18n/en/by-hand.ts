/** Classes that the catalogue does not know. */
export default {
  byHand: {
    title: 'Models of your own',
    lead: 'Classes of components that only your sites have. A site shows that the class exists before it can be linked.',
    none: 'None so far.',
    add: 'Add a class',
    addTitle: 'Add a class',
    remove: 'Remove',
    removeSure: 'Really remove',
    class: 'Class',
    site: 'Site that shows it',
    identifier: 'Identifier',
    identifierHelp: 'Fields with commas between; product:product where a field is the id of a relation.',
    relations: 'Relations to one record',
    relationsHelp: 'Such as category=shop-category, with commas between.',
    members: 'Relations to many records',
    fields: 'Fields that no record shows',
    fieldsHelp: 'Such as title, price:decimal. All others are seen on the site.',
    changeDate: 'Change date',
    changeDateHelp:
      'The field in which the site itself notes each save, such as updatedAt. The newer one can only win with it.',
    changedBy: 'Change date: {field}',
    date: 'Change date …',
    dateTitle: 'Change date of {model}',
    dateUnseen: 'No record has a date there yet; the field holds date and time.',
    dateLook: 'Look and name it',
    dateDone: 'The change date is known.',
    dateDoneText: 'The newer side can win now: choose it as the policy of a link that carries the class.',
    note: 'Data source, endpoint and a right to read are made for one look, and removed again.',
    look: 'Look and add',
    done: 'The class is added.',
    doneText: 'It can be linked like any other.',
    outcome: { new: 'comes in', known: 'known already', refused: 'is refused' }
  }
}

export const modelErrors = {
  'model-known': {
    what: 'This class is known already.',
    next: 'Choose it among the models of a link.'
  },
  'model-in-use': {
    what: 'This class is still in use.',
    next: 'Take it out of the links that carry it, and remove the classes that refer to it, then try again.'
  },
  'model-not-there': {
    what: 'The site cannot read this class.',
    next: 'Check its name and its identifier, and that its component is installed on that site. Nothing was left there.'
  },
  'model-without-fields': {
    what: 'The class exists, and has no record that would show its fields.',
    next: 'Look on a site that has some, or name the fields. Nothing was left there.'
  },
  'change-date-unfit': {
    what: 'The field that was named as change date is none of this class, or holds no dates.',
    next: 'Name a field with dates that the site shows, or leave it out. Nothing was left there.'
  }
}
