export default {
  palette: {
    title: 'Go to or do',
    hint: 'A site, a link, a page or an act',
    page: 'Page',
    link: 'Link',
    act: 'Act',
    examineAll: 'Examine all sites',
    sync: 'Sync {link}',
    nothing: 'Nothing is called like this.',
    open: 'Go to or do ({keys})'
  }
}
