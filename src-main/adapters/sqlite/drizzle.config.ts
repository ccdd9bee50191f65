import { defineConfig } from 'drizzle-kit'

/** `npm run migration` compares the schema with the newest snapshot and writes the next numbered migration. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src-main/adapters/sqlite/schema/all.ts',
  out: './src-main/adapters/sqlite/migrations'
})
