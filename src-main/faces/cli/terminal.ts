/** The terminal as one function: from what was typed to an exit code. */
import { Command, CommanderError } from 'commander'
import { addActivityCommands } from './commands/activity.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addCompletionCommand } from './commands/completion.ts'
import { addConflictCommands } from './commands/conflict.ts'
import { addDemoCommand } from './commands/demo.ts'
import { addDeregisterCommand } from './commands/deregister.ts'
import { addPurgeCommand } from './commands/purge.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addDriftCommand } from './commands/drift.ts'
import { addQueueCommands } from './commands/queue.ts'
import { addExcludeCommands } from './commands/exclude.ts'
import { addInfoCommands } from './commands/info.ts'
import { addLinkCommands } from './commands/link.ts'
import { addModelCommands } from './commands/model.ts'
import type { Registry } from './commands/registry.ts'
import { addReportCommands } from './commands/report.ts'
import { addRunCommands } from './commands/run.ts'
import { addScheduleCommands } from './commands/schedule.ts'
import { addServeCommands } from './commands/serve.ts'
import { addLimitsCommands } from './commands/limits.ts'
import { addMailCommands } from './commands/mail.ts'
import { addSettingsCommands } from './commands/settings.ts'
import { addSiteCommands } from './commands/site.ts'
import { addSyncCommand } from './commands/sync.ts'
import { addTopologyCommands } from './commands/topology.ts'
import { addWorkflowCommands } from './commands/workflow.ts'
import { exitCodes } from './exit-codes.ts'
import { addHelp } from './help/add-help.ts'
import { usageFailure, type Outcome } from './outcome.ts'
import { Paper } from './paper.ts'
import { globalOptions, perform, performWithProgram, type ParsedGlobals } from './perform.ts'
import type { Bench, Session } from './session.ts'
import type { World } from './world.ts'

const groups = [
  addSiteCommands,
  addLinkCommands,
  addSyncCommand,
  addDriftCommand,
  addQueueCommands,
  addDoctorCommand,
  addRunCommands,
  addConflictCommands,
  addExcludeCommands,
  addDeregisterCommand,
  addPurgeCommand,
  addWorkflowCommands,
  addScheduleCommands,
  addActivityCommands,
  addReportCommands,
  addTopologyCommands,
  addBackupCommands,
  addModelCommands,
  addLimitsCommands,
  addMailCommands,
  addSettingsCommands,
  addInfoCommands,
  addCompletionCommand,
  addDemoCommand,
  addServeCommands
]

const exitCodesHelp = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done, 4 needs confirmation, 5 drift found,
6 site unreachable (worth retrying).`

/** All that commander would print by itself. */
interface Printed {
  out: string
  err: string
}

/** Commander hands over the arguments, then the options, then the command itself. */
function apart<A extends unknown[]>(given: [...A, Command]): { command: Command; rest: A } {
  return { command: given.at(-1) as Command, rest: given.slice(0, -1) as unknown as A }
}

/** The commands, wired to `finish`, which gets each command's exit code. */
export function buildCommands(
  world: World,
  paper: Paper,
  printed: Printed,
  finish: (code: number) => void
): Command {
  const benchOf = (command: Command): Bench => ({
    world,
    paper,
    options: globalOptions(command.optsWithGlobals<ParsedGlobals>(), world)
  })
  const registry: Registry = {
    act:
      <A extends unknown[]>(
        work: (session: Session, ...given: A) => Promise<Outcome>,
        check?: (...given: A) => void
      ) =>
      async (...given: [...A, Command]) => {
        const { command, rest } = apart<A>(given)
        finish(
          await performWithProgram(
            benchOf(command),
            session => work(session, ...rest),
            () => check?.(...rest)
          )
        )
      },
    actAlone:
      <A extends unknown[]>(work: (bench: Bench, ...given: A) => Promise<Outcome>) =>
      async (...given: [...A, Command]) => {
        const { command, rest } = apart<A>(given)
        const bench = benchOf(command)
        finish(await perform(bench, () => work(bench, ...rest)))
      }
  }
  const root = new Command('rexxfleet')
    .description('Looks after many Cloudrexx sites and the replication between them.')
    .version(world.version)
    .option('--data-dir <dir>', 'where Rexxfleet keeps its things')
    .option('--json', 'one JSON document on standard output, all else on standard error')
    .option('-y, --yes', 'agree to ordinary plans')
    .addHelpText('after', exitCodesHelp)
    .exitOverride()
    .configureOutput({
      writeOut: text => void (printed.out += text),
      writeErr: text => void (printed.err += text)
    })
  for (const add of groups) add(root, registry)
  addHelp(root)
  return root
}

/** Whether --json was given, known even where the rest cannot be parsed. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return argv.slice(0, end === -1 ? undefined : end).includes('--json')
}

function inOneLine(said: string): string {
  return said
    .replace(/^error: /, '')
    .replaceAll('\n(', ' (')
    .replaceAll('\n', '. ')
}

async function settle(error: CommanderError, printed: Printed, paper: Paper): Promise<number> {
  if (error.exitCode === 0) {
    const text = printed.out.trimEnd()
    await paper.tell({ data: { text }, lines: [text] })
    return exitCodes.done
  }
  const said = printed.err.trimEnd()
  if (!paper.json) paper.say(said)
  else await paper.fail(usageFailure(error.code === 'commander.help' ? 'Name a command.' : inOneLine(said)))
  return exitCodes.usage
}

export async function runTerminal(argv: readonly string[], world: World): Promise<number> {
  const paper = new Paper(world, asksForJson(argv))
  const printed: Printed = { out: '', err: '' }
  let exitCode: number = exitCodes.done
  try {
    await buildCommands(world, paper, printed, code => void (exitCode = code)).parseAsync([...argv], {
      from: 'user'
    })
    return exitCode
  } catch (thrown) {
    if (thrown instanceof CommanderError) return settle(thrown, printed, paper)
    throw thrown
  }
}
