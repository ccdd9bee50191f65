/** How many messages: a short form in `npm test`, 10,000 with `npm run fuzz`. */
export const messages = Number(process.env['FUZZ_MESSAGES'] ?? 1500)
export const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_123)
