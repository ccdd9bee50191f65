import { AppError } from '../../core/shared/app-error.ts'

export function errnoOf(thrown: unknown): string {
  return (thrown as NodeJS.ErrnoException).code ?? ''
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'you have no right to it',
  EPERM: 'you have no right to it',
  EROFS: 'the disk can only be read',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  ENAMETOOLONG: 'the name is too long',
  EEXIST: 'it is there already'
}

/** An error of the file system in words. What is an AppError already stays as it is. */
export function fileError(thrown: unknown, path: string): AppError {
  if (thrown instanceof AppError) return thrown
  const code = errnoOf(thrown)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError(
      'disk-full',
      `The disk that holds ${path} is full. Make room and try again.`,
      { path },
      { cause: thrown }
    )
  const reason = reasons[code] ?? (thrown instanceof Error ? thrown.message : String(thrown))
  return new AppError(
    'file-unusable',
    `${path} cannot be used: ${reason}. Choose another place.`,
    { path, reason },
    { cause: thrown }
  )
}
