import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

/** A refusal or fault that the server answered with. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The server was not reached, or did not answer in time. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The server could not be reached.', { cause });
    this.name = 'UnreachableError';
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
}

interface Answered<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** Returns the data of an answer, or throws the problem that it carries. */
export function dataOf<Data>(answer: Answered<Data>): Data {
  if (answer.data !== undefined) {
    return answer.data;
  }
  throw errorOf(answer);
}

/** Makes sure that something was done whose answer has no content. */
export function requireDone(answer: Answered<unknown>): void {
  if (!answer.response.ok) {
    throw errorOf(answer);
  }
}

function errorOf({ error, response }: Answered<unknown>): Error {
  return isProblem(error)
    ? new ProblemError(error)
    : new Error(`The server answered with status ${response.status}.`);
}

/** Whether the error says that nobody is signed in. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 401;
}

/** Whether the server looked for it and does not have it, or does not show it. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 404;
}
