/** The two ways between the window and the main process. There are no others. */
export const channels = {
  invoke: 'rexxfleet:invoke',
  event: 'rexxfleet:event'
} as const

/** The one origin that the window is loaded from. */
export const appScheme = 'app'
export const appHost = 'rexxfleet'
export const appAddress = `${appScheme}://${appHost}/`
