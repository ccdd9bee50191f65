import type { FastifyReply } from 'fastify'
import type { Result } from '../../contract/result.ts'
import type { ErrorCode } from '../../core/shared/error-codes.ts'
import { httpStatus } from './http-status.ts'

/** A result as an HTTP answer: the envelope in the body, and the status that goes with it. */
export function answer(reply: FastifyReply, result: Result<unknown>, status?: number): FastifyReply {
  return reply.code(status ?? (result.ok ? 200 : httpStatus(result.error.code))).send(result)
}

export function failure(code: ErrorCode, message: string): Result<never> {
  return { ok: false, error: { code, message, details: {} } }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A page for people who are not let in: plain words, no script, no style. */
export function plainPage(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  const text = sentence.replace(/[&<>"]/g, sign => escapes[sign] ?? sign)
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(`<!doctype html><html lang="en"><title>Rexxfleet</title><h1>Rexxfleet</h1><p>${text}</p></html>`)
}
