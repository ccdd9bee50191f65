/** What an empty template means (F30). */
export const meantTemplate =
  '[[HOST]]/api/sync/v[[API_VERSION]]/json/[[DATA_SOURCE]]/[[INDEX_DATA]]?apikey=[[API_KEY]]'

/** Whether a key, or a password, is written into a template itself: such a one is never copied into a plan. */
export function holdsKey(urlTemplate: string): boolean {
  return /apikey=(?!\[\[API_KEY\]\])|@/i.test(urlTemplate)
}
