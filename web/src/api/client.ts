import createClient from 'openapi-fetch';
import type { paths } from './schema';

export const api = createClient<paths>();

/** What is wrong with one field of a request: where, as a JSON pointer (/body/email), and the slug of why. */
export interface FieldError {
  pointer: string;
  code: string;
}

interface Problem {
  code?: unknown;
  trace_id?: unknown;
  errors?: unknown;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const isFieldError = (value: unknown): value is FieldError => {
  const { pointer, code } = (value ?? {}) as Partial<Record<keyof FieldError, unknown>>;
  return typeof pointer === 'string' && typeof code === 'string';
};

/** An answer of the server other than success. `code` is the slug of the problem; `trace` finds it in the logs. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly trace: string | undefined;
  readonly fields: FieldError[];
  /** Seconds until it is worth trying again, where the server says so. */
  readonly retryAfter: number | undefined;

  constructor(response: Response, problem: unknown) {
    const { code, trace_id: trace, errors } = (typeof problem === 'object' ? problem ?? {} : {}) as Problem;
    super(`${String(response.status)} ${text(code) ?? 'unexpected_answer'}`);
    this.name = 'ApiError';
    this.status = response.status;
    this.code = text(code) ?? 'unexpected_answer';
    this.trace = text(trace);
    this.fields = Array.isArray(errors) ? errors.filter(isFieldError) : [];
    const seconds = Number(response.headers.get('Retry-After') ?? NaN);
    this.retryAfter = Number.isFinite(seconds) ? seconds : undefined;
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

async function answered<T>(request: Promise<Answer<T>>): Promise<Answer<T>> {
  return request.catch((cause: unknown) => {
    // What fetch throws when the connection fails; a request that was given up throws another.
    throw cause instanceof TypeError ? new NoAnswer('no answer', { cause }) : cause;
  });
}

/** The body of a successful answer; throws ApiError for any other, NoAnswer when there is none. */
export async function body<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answered(request);
  if (data !== undefined) return data;
  throw new ApiError(response, error);
}

/** Of an answer that has no body when all is well; throws as body() does. */
export async function done(request: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await answered(request);
  if (!response.ok) throw new ApiError(response, error);
}
