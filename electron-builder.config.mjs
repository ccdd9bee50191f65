/**
 * Packages for Linux, macOS and Windows; see docs/packaging.md. All but what is native is in the bundles: what npm calls dependencies is
 * all that is packed beside them. Signing and notarisation happen where their secrets are in the environment, and are left out elsewhere.
 */
const {
  REXXFLEET_UPDATE_URL: updateUrl,
  APPLE_TEAM_ID: appleTeam,
  WIN_PUBLISHER_NAME: publisher
} = process.env

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'com.rexxfleet.app',
  productName: 'Rexxfleet',
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  copyright: 'MIT',
  directories: { output: 'dist', buildResources: 'resources' },
  files: [
    'package.json',
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'resources/tray*.png',
    '!out/main/compiled/**',
    '!**/*.map',
    '!**/*.md',
    '!**/{test,tests,docs,example,examples,deps,src}/**/*.{c,cc,cpp,h,gyp,md}',
    '!node_modules/better-sqlite3/{deps,src}/**'
  ],
  // Electron's and Chromium's own texts lie beside the program by themselves.
  extraResources: [{ from: 'out/licences.txt', to: 'licences.txt' }],
  asar: true,
  // The native parts are N-API prebuilds: they need no rebuilding for Electron, and must lie outside the archive to be loaded.
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  nodeGypRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: true
  },
  protocols: [{ name: 'Rexxfleet', schemes: ['rexxfleet'] }],
  // Without a place for updates there is no app-update.yml in the package, and the program says that it is updated by hand.
  publish: updateUrl ? [{ provider: 'generic', url: updateUrl }] : null,
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Development',
    icon: 'resources/icon.png',
    synopsis: 'Looks after Cloudrexx sites and the replication between them',
    executableName: 'rexxfleet-desktop'
  },
  mac: {
    // People install the dmg; updates are taken from the zip, since what macOS has for them reads no dmg.
    target: [
      { target: 'dmg', arch: ['universal'] },
      { target: 'zip', arch: ['universal'] }
    ],
    category: 'public.app-category.developer-tools',
    icon: 'resources/icon.png',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'resources/entitlements.mac.plist',
    entitlementsInherit: 'resources/entitlements.mac.plist',
    // The prebuilds of both processors are in either half; see packaging/fetch-native-parts.ts.
    x64ArchFiles: '**/*.node',
    notarize: Boolean(appleTeam)
  },
  win: {
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
    icon: 'resources/icon.png',
    verifyUpdateCodeSignature: true,
    ...(publisher ? { signtoolOptions: { publisherName: publisher } } : {})
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false
  }
}
