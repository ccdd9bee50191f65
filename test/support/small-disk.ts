/** A disk that is soon full. Only root may mount one: null for anybody else. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `size` as mount takes it, `4m` for instance. */
export function mountSmallDisk(size: string): string | null {
  const directory = mkdtempSync(join(tmpdir(), 'rexxfleet-disk-'))
  try {
    const options = ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory]
    execFileSync('mount', options, { stdio: 'ignore' })
    return directory
  } catch {
    rmSync(directory, { recursive: true })
    return null
  }
}

export function resizeSmallDisk(disk: string, size: string): void {
  execFileSync('mount', ['-o', `remount,size=${size}`, disk])
}

export function releaseSmallDisk(disk: string): void {
  execFileSync('umount', ['-l', disk])
  rmSync(disk, { recursive: true })
}
