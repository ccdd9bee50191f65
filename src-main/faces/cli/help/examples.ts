/** Examples for --help, by the command's words. A test parses each of them, so that none grows old. */
export const examples: Readonly<Record<string, readonly string[]>> = {
  'site add': [
    'site add portal https://portal.example --new-key --sql portal.sql',
    'site add town https://town.example --key-stdin --tag south < key.txt'
  ],
  'site list': ['site list', 'site list --json'],
  'site check': ['site check', 'site check portal town'],
  'site edit': ['site edit town --environment staging --tag south --tag 2026'],
  'site probe': ['site probe https://town.example'],
  'site script': ['site script portal', 'site script portal --save portal.sql'],
  'site health': ['site health portal'],
  'site inventory': ['site inventory portal'],
  'site import': ['site import sites.csv --plan', 'site import sites.csv --sql scripts --yes'],
  'site rotate-key': ['site rotate-key portal --yes'],
  'site move': [
    'site move town www.town.example --plan',
    'site move town www.town.example --address https://www.town.example'
  ],
  'site remove': ['site remove town', 'site remove town --keep-enrolment'],
  'model add': [
    'model add Cx\\\\Modules\\\\Shop\\\\Model\\\\Entity\\\\Product --site portal --relation category=shop-category',
    'model add Cx\\\\Modules\\\\Shop\\\\Model\\\\Entity\\\\Product --site portal --change-date updatedAt'
  ],
  'model change-date': [
    'model change-date shop-product updatedAt --site portal',
    'model change-date shop-product updatedAt --site portal --field updatedAt:datetime'
  ],
  'model remove': ['model remove shop-product --yes'],
  'link add': [
    'link add portal town --model RewriteRule --model calendar-event --plan',
    'link add portal town --model calendar-event --id calendar-event=5 --id calendar-event=12',
    'link add portal town --model RewriteRule --both-ways --yes'
  ],
  'link preflight': ['link preflight portal town --model calendar-event --delivery queue'],
  purge: ['purge town --plan', 'purge town --flush-replicas --confirm town'],
  'link edit': [
    'link edit portal:town --add-model calendar-event',
    'link edit portal:town --drop-model RewriteRule --flush --confirm town',
    'link edit portal:town --add-id calendar-event=12 --drop-id calendar-event=7 --keep-data',
    'link edit portal:town --delivery queue',
    'link edit portal:town --language 1=2 --language 2=1'
  ],
  'link list': ['link list', 'link list --json'],
  'link show': ['link show portal:town'],
  'link discover': ['link discover', 'link discover --json'],
  'link targets': ['link targets portal'],
  sync: ['sync --all', 'sync portal:town --plan', 'sync portal:town --allow-removals 20'],
  doctor: [
    'doctor',
    'doctor portal town',
    'doctor --link portal:town --mend --yes',
    'doctor town --mend --choose this-leads'
  ],
  drift: ['drift --all', 'drift portal:town --json'],
  'queue show': ['queue show', 'queue show portal:town --json'],
  'queue deliver': ['queue deliver portal:town'],
  'queue unjam': ['queue unjam portal:town'],
  'run list': ['run list --link portal:town --limit 10'],
  'run show': ['run show 01JD0000000000000000000000'],
  'run resume': ['run resume 01JD0000000000000000000000'],
  'run retry': ['run retry 01JD0000000000000000000000', 'run retry 01JD0000000000000000000000 3'],
  'run confirm': ['run confirm 01JD0000000000000000000000 --allow-removals 40 --yes'],
  'conflict list': ['conflict list', 'conflict list --link portal:town'],
  'conflict show': ['conflict show 01JD0000000000000000000000 3'],
  'conflict resolve': [
    'conflict resolve 01JD0000000000000000000000 --winner primary',
    'conflict resolve 01JD0000000000000000000000 3 5 --winner replica',
    'conflict resolve 01JD0000000000000000000000 3 --winner primary --field title=replica'
  ],
  'conflict policy': ['conflict policy portal:town', 'conflict policy portal:town --conflicts primary-wins'],
  'exclude list': ['exclude list --link portal:town'],
  'exclude add': ['exclude add portal:town RewriteRule 12 --note campaign'],
  'exclude remove': ['exclude remove portal:town RewriteRule 12'],
  'run export': [
    'run export 01JD0000000000000000000000 items.csv',
    'run export 01JD0000000000000000000000 items.json --format json'
  ],
  'run pause': ['run pause 01JD0000000000000000000000'],
  'run cancel': ['run cancel 01JD0000000000000000000000'],
  deregister: ['deregister portal:town --plan', 'deregister portal:town --confirm town'],
  'workflow list': ['workflow list', 'workflow list --link portal:town'],
  'workflow show': [
    'workflow show 01JD0000000000000000000000',
    'workflow show 01JD0000000000000000000000 --sql'
  ],
  'workflow resume': ['workflow resume 01JD0000000000000000000000'],
  'workflow undo': ['workflow undo 01JD0000000000000000000000 --yes'],
  'workflow discard': ['workflow discard 01JD0000000000000000000000'],
  'activity list': [
    'activity list --site town --limit 20',
    'activity list --outcome failed --text RewriteRule'
  ],
  'activity export': ['activity export june.csv --from 2026-06-01', 'activity export all.json --format json'],
  'schedule add': [
    'schedule add --link portal:town --every 15',
    'schedule add --tag south --cron @daily --zone Europe/Zurich --missed once --quiet 22:00-06:00'
  ],
  'schedule list': ['schedule list'],
  'schedule switch': ['schedule switch 01JD0000000000000000000000 off'],
  'schedule remove': ['schedule remove 01JD0000000000000000000000'],
  report: ['report june.html --tag south --from 2026-06-01 --to 2026-06-30 --language de'],
  'history show': ['history show'],
  'history keep': ['history keep --items 30 --runs 365'],
  'history tidy': ['history tidy'],
  'topology export': ['topology export fleet.json', 'topology export fleet.json --agreed --with-keys'],
  'topology import': ['topology import fleet.json --plan', 'topology import fleet.json --yes'],
  'topology recent': ['topology recent'],
  'topology forget-recent': ['topology forget-recent fleet.json'],
  'topology noted': ['topology noted'],
  'topology drop-note': ['topology drop-note 01JD0000000000000000000000'],
  backup: ['backup /media/disk/rexxfleet-2026-06-30'],
  restore: ['restore /media/disk/rexxfleet-2026-06-30'],
  'model list': ['model list'],
  demo: ['demo', 'demo --headless'],
  'demo add': ['demo add'],
  'demo remove': ['demo remove'],
  'demo run-sql': ['demo run-sql 01JD0000000000000000000000'],
  serve: ['serve', 'serve --port 8080 --no-open', 'serve --headless --port 8080'],
  start: ['start'],
  'settings get': ['settings get', 'settings get language'],
  'settings set': ['settings set language de'],
  'limits show': ['limits show'],
  'limits set': ['limits set --requests 2 --sites 10'],
  'mail show': ['mail show'],
  'mail set': [
    'mail set --host mail.example.ch --user rexxfleet --from rexxfleet@example.ch --to team@example.ch',
    'mail set --host mail.example.ch --tls implicit --no-user --from rexxfleet@example.ch --to team@example.ch'
  ],
  'mail password': ['mail password < password.txt'],
  'mail test': ['mail test'],
  'mail remove': ['mail remove'],
  info: ['info'],
  diagnostics: ['diagnostics > report.txt'],
  metrics: ['metrics', 'metrics --json'],
  completion: [
    'completion bash > ~/.local/share/bash-completion/completions/rexxfleet',
    'completion zsh > "${fpath[1]}/_rexxfleet"',
    'completion fish > ~/.config/fish/completions/rexxfleet.fish'
  ]
}
