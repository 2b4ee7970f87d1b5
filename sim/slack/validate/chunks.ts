import { objectsOf } from "../json.ts";
import { type Complaint, complaintsOf } from "./complaints.ts";
import { chunk } from "./schemas/chunks.ts";
import { complaintsAbout } from "./validate.ts";

/** What Slack would refuse in the chunks of a stream, the blocks among them apart. */
export function complaintsAboutChunks(chunks: readonly unknown[]): Complaint[] {
  return chunks.flatMap((each, index) => complaintsOf(chunk, each, `/chunks/${index}`));
}

/** What Slack would refuse in the blocks that sound chunks bring. */
export function complaintsAboutChunkBlocks(chunks: readonly unknown[]): Complaint[] {
  return objectsOf(chunks).flatMap(({ type, blocks }, index) =>
    type === "blocks" ? complaintsAbout(blocks, "message", `/chunks/${index}/blocks`) : [],
  );
}
