/** A thing a person cannot do, by a stable code; the control routes answer it with an HTTP status. */
export class ActError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status = 400) {
    super(code);
    this.code = code;
    this.status = status;
  }
}
