/** What a state means for somebody who looks: each has one colour. */
export type Tone = 'ok' | 'warn' | 'bad' | 'run' | 'plan' | 'idle'
