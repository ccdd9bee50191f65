/** Anything that survives a trip through JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A shape of ours as it is kept: plain data all through, which TypeScript does not see of an interface. */
export function asJson(shape: object): Json {
  return shape as Json
}

/** What was kept, in its shape again. The caller knows which one it was kept in. */
export function asShape<T>(kept: Json): T {
  return kept as T
}
