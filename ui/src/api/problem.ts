/** An answer of the service that is not the one asked for, in the form of RFC 9457. */
export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  instance?: string;
  reference?: string;
  /** Which part of a body is wrong, such as rules[3].fields[0], where one is. */
  field?: string;
  /** Where in the body it stands, where the service knows. */
  line?: number;
}

/** Thrown by every call that did not succeed; `status` 0 means that the service could not be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly type: string;
  readonly detail: string | null;
  readonly reference: string | null;
  readonly field: string | null;
  readonly line: number | null;

  constructor(status: number, body: ProblemBody = {}) {
    super(body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.type = body.type ?? 'about:blank';
    this.detail = body.detail ?? null;
    this.reference = body.reference ?? body.instance ?? null;
    this.field = body.field ?? null;
    this.line = body.line ?? null;
  }

  /** What the reader can do about it, as a key of the dictionary. */
  get advice(): string {
    if (this.status === 0) return 'unreachable';
    if (this.type.endsWith(':four-eyes')) return 'fourEyes';
    if (this.status === 403) return 'forbidden';
    if (this.status === 404) return 'missing';
    if (this.status === 409 || this.status === 412) return 'conflict';
    if (this.status === 429) return 'busy';
    if (this.status >= 500) return 'broken';
    return 'rejected';
  }
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0);
}
