import { accessSync, constants, mkdirSync, realpathSync, statSync } from 'node:fs'
import { AppError } from '../../../core/shared/app-error.ts'
import { diskFull, notWritable } from '../sqlite-errors.ts'

/** Makes the data directory where it is missing (for its owner only), and gives its real path. */
export function preparedDirectory(path: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    if (!statSync(path).isDirectory()) throw notDirectory(path)
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(path)
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown
    const code = (thrown as NodeJS.ErrnoException).code
    if (code === 'ENOSPC' || code === 'EDQUOT') throw diskFull(path, thrown)
    if (code === 'EEXIST' || code === 'ENOTDIR') throw notDirectory(path, thrown)
    throw notWritable(path, thrown)
  }
}

function notDirectory(path: string, cause?: unknown): AppError {
  return new AppError(
    'data-directory-not-writable',
    `${path} is not a folder. Choose another data directory with --data-dir.`,
    { path },
    { cause }
  )
}
