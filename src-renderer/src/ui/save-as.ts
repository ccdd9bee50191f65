/** Hands a text to whoever looks at the window, as a file: where it goes is the browser's, or Electron's, business. */
export function saveAs(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
