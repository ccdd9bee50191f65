/** Why two directions cannot be taken over as one link both ways: stable words. */
export const pairHitches = [
  /** The two directions carry different models: as twins, what goes one way would go home as well. */
  'models-differ',
  /** Only chosen entities go along: as twins, all would. */
  'only-some-entities',
  /** The mappings of the two sites contradict each other: twins would send copies round (F21). */
  'pairs-crossed'
] as const
export type PairHitch = (typeof pairHitches)[number]
