/** A refusal by a handler, answered as a JSend `fail`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly errors: { message: string; field?: string }[];
  /** World ms the handler tried before it gave up. */
  readonly triedMs: number;

  constructor(status: number, errors: { message: string; field?: string }[], triedMs = 0) {
    super(errors.map(({ message }) => message).join("; "));
    this.status = status;
    this.errors = errors;
    this.triedMs = triedMs;
  }
}

/** Builds a `Refusal` with one message. */
export function refuse(status: number, message: string, field?: string): Refusal {
  return new Refusal(status, [field === undefined ? { message } : { message, field }]);
}
