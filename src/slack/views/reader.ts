/** Whom a view is for. */
export interface Reader {
  /** IANA zone for dates in texts that Slack does not turn into the reader's own. */
  timeZone: string;
}
