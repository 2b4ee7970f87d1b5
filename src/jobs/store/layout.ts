/** What of one operation lies in the item, in bytes; and the blob that holds the whole of it, where it was too large. */
export interface Laid {
  bytes: number;
  blob?: string;
}

/** How a job lies in the table: what its next write must know to stay within the item. */
export interface Layout {
  /** Bytes of the item without its operations, as it was when it was read. */
  rest: number;
  /** By operation id. */
  operations: Map<string, Laid>;
  /** The blob that holds the job's result, where that was too large. */
  result?: string;
}

export const bytesOf = (text: string): number => Buffer.byteLength(text);

export const bytesOfItem = ({ rest, operations }: Layout): number =>
  [...operations.values()].reduce((sum, { bytes }) => sum + bytes, rest);
