import createClient from 'openapi-fetch';
import type { paths } from './schema';

export const api = createClient<paths>();

/** An answer of the server other than success. `code` is the slug of the problem; `trace` finds it in the logs. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly trace: string | undefined;

  constructor(status: number, code: string, trace: string | undefined) {
    super(`${String(status)} ${code}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.trace = trace;
  }
}

/** The server could not be reached, or broke off. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

const text = (problem: unknown, key: string): string | undefined => {
  if (typeof problem !== 'object' || problem === null) return undefined;
  const value: unknown = (problem as Record<string, unknown>)[key];
  return typeof value === 'string' ? value : undefined;
};

/** The body of a successful answer; throws ApiError for any other, NoAnswer when there is none. */
export async function body<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await request.catch((cause: unknown) => {
    // What fetch throws when the connection fails; a request that was given up throws another.
    throw cause instanceof TypeError ? new NoAnswer('no answer', { cause }) : cause;
  });
  if (data !== undefined) return data;
  throw new ApiError(response.status, text(error, 'code') ?? 'unexpected_answer', text(error, 'trace_id'));
}
