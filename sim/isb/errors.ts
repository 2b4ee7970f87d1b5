/** A refusal by a handler, answered as a JSend `fail`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly errors: { message: string; field?: string }[];

  constructor(status: number, errors: { message: string; field?: string }[]) {
    super(errors.map(({ message }) => message).join("; "));
    this.status = status;
    this.errors = errors;
  }
}

/** Builds a `Refusal` with one message. */
export function refuse(status: number, message: string, field?: string): Refusal {
  return new Refusal(status, [field === undefined ? { message } : { message, field }]);
}
