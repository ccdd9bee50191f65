/** The dependency rule of the house: which room may know which. See docs/architecture.md. */
const only = (name, room, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: room },
  to: { path: '^(src-main|src-renderer)/', pathNot: [room, ...allowed] }
})

const libraryOnlyIn = (library, rooms) => ({
  name: `${library.replace(/\W+/g, '-')}-only-where-it-belongs`,
  severity: 'error',
  from: { path: '^src-(main|renderer)/', pathNot: rooms },
  to: { path: `(^|/)node_modules/(${library})(/|$)` }
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-rings',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^src-main/core/' },
      to: { pathNot: '^src-main/core/' }
    },
    only(
      'contract-knows-core',
      '^src-main/contract/',
      ['^src-main/core/'],
      'names and pure tables of the domain'
    ),
    only(
      'adapters-know-core',
      '^src-main/adapters/',
      ['^src-main/core/'],
      'adapters implement the ports of core'
    ),
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src-main/adapters/([^/]+)/' },
      to: { path: '^src-main/adapters/([^/]+)/', pathNot: '^src-main/adapters/$1/' }
    },
    only(
      'app-composes',
      '^src-main/app/',
      ['^src-main/(core|contract|adapters|demo)/'],
      'the composition root'
    ),
    only(
      'faces-are-thin',
      '^src-main/faces/',
      ['^src-main/(contract|app)/', '^src-main/core/shared/'],
      'doors to the contract'
    ),
    {
      name: 'faces-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src-main/faces/([^/]+)/', pathNot: '^src-main/faces/cli/main\\.ts$' },
      to: { path: '^src-main/faces/([^/]+)/', pathNot: '^src-main/faces/$1/' }
    },
    {
      name: 'the-terminal-opens-the-web-door',
      comment:
        'serve, start and demo: the entry of the terminal hands the web door to its commands, which know its type alone',
      severity: 'error',
      from: { path: '^src-main/faces/cli/main\\.ts$' },
      to: { path: '^src-main/faces/([^/]+)/', pathNot: '^src-main/faces/(cli/|web/open-web-door\\.ts$)' }
    },
    only(
      'the-double-stands-alone',
      '^src-main/demo/',
      [],
      'a site is a separate program: nothing of the product is in it'
    ),
    only(
      'window-knows-the-contract',
      '^src-renderer/',
      ['^src-main/contract/', '^src-main/core/shared/error-codes'],
      'nothing else of the other side'
    ),
    libraryOnlyIn('electron', ['^src-main/faces/desktop/']),
    libraryOnlyIn('axios', ['^src-main/adapters/cloudrexx/']),
    libraryOnlyIn('nodemailer', ['^src-main/adapters/mail/']),
    libraryOnlyIn('better-sqlite3|drizzle-orm', ['^src-main/adapters/sqlite/']),
    libraryOnlyIn('@napi-rs', ['^src-main/adapters/keychain/']),
    libraryOnlyIn('commander', ['^src-main/faces/cli/'])
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.vue', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default']
    }
  }
}
