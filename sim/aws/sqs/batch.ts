import { AwsError } from "../errors.ts";
import { list, text } from "../input.ts";
import type { Input } from "../operation.ts";

/** API Reference, DeleteMessageBatch. */
const most = 10;

/** Does each entry of a batch for itself: one that fails is told beside those that do not. */
export function eachOf(input: Input, run: (entry: Input) => void): Record<string, unknown> {
  const entries = list(input, "Entries");
  if (entries.length === 0)
    throw new AwsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  if (entries.length > most) {
    throw new AwsError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${most}. You have sent ${entries.length}.`,
    );
  }
  const ids = entries.map((entry) => text(entry, "Id"));
  if (new Set(ids).size < ids.length)
    throw new AwsError("BatchEntryIdsNotDistinct", "Two or more batch entries have the same Id.");
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      run(entry);
      Successful.push({ Id: entry.Id });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}
