/** The technical side of a problem with ISB, kept as its cause for the log: no token, no body, no person's address. */
export class IsbFailure extends Error {
  /** "POST /leases". */
  readonly operation: string;
  /** HTTP status; absent when nothing came back. */
  readonly status: number | undefined;

  constructor(operation: string, what: string, status?: number) {
    super(`${operation}: ${what}${status === undefined ? "" : ` (HTTP ${status})`}`);
    this.name = "IsbFailure";
    this.operation = operation;
    this.status = status;
  }
}
