/** The fuses that a package must have, and how they are read back from one. */
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

const on = '1'.charCodeAt(0)
const off = '0'.charCodeAt(0)

export const wantedFuses: ReadonlyMap<FuseV1Options, boolean> = new Map([
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false]
])

/** What is not as it should be in a packaged program; empty where all is well. */
export async function wrongFuses(binary: string): Promise<string[]> {
  const wire = (await getCurrentFuseWire(binary)) as unknown as Readonly<Record<number, number>>
  return [...wantedFuses].flatMap(([fuse, wanted]) =>
    wire[fuse] === (wanted ? on : off) ? [] : [`${FuseV1Options[fuse]} should be ${wanted ? 'on' : 'off'}`]
  )
}
