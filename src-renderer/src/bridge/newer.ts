/** Answers and events can overtake each other: of two views of the same thing the one that was made later counts. */
export function newer<T extends { readonly revision: number }>(one: T, known: T | undefined): T {
  return known && known.revision > one.revision ? known : one
}
