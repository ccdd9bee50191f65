/** Reckoning with days. A day is text like 2026-03-12, whatever the time zone. */
const toDate = (day: string): Date => new Date(`${day}T00:00Z`)
const toDay = (date: Date): string => date.toISOString().slice(0, 10)

/** The day on which this moment falls on this computer. */
export function dayOf(at: number): string {
  return toDay(new Date(at - new Date(at).getTimezoneOffset() * 60_000))
}

export function plusDays(day: string, days: number): string {
  const date = toDate(day)
  date.setUTCDate(date.getUTCDate() + days)
  return toDay(date)
}

/** The same day of another month, or its last one where it is shorter. */
export function plusMonths(day: string, months: number): string {
  const date = toDate(day)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return toDay(new Date(Date.UTC(year, month, Math.min(date.getUTCDate(), last))))
}

/** 0 is Monday: weeks begin with it where the window's languages are spoken. */
export function weekdayOf(day: string): number {
  return (toDate(day).getUTCDay() + 6) % 7
}

/** The weeks of a day's month; null where a day belongs to another month. */
export function weeksOf(day: string): (string | null)[][] {
  const first = `${day.slice(0, 7)}-01`
  const weeks: (string | null)[][] = []
  for (let monday = plusDays(first, -weekdayOf(first)); monday < plusMonths(first, 1);) {
    weeks.push(
      Array.from({ length: 7 }, (_, at) => {
        const one = plusDays(monday, at)
        return one.startsWith(day.slice(0, 7)) ? one : null
      })
    )
    monday = plusDays(monday, 7)
  }
  return weeks
}
