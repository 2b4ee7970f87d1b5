import { isObject } from "../json.ts";
import { type Complaint, complaintsOf } from "./complaints.ts";
import { attachment } from "./schemas/attachments.ts";
import { complaintsAbout } from "./validate.ts";

/** What Slack says of any field it does not know, whichever it is (github.com/slackapi/node-slack-sdk/pull/832). */
const unknownField = "attachment.additionalProperties";

/** Everything Slack would refuse in the attachments of a message, the blocks inside them included. */
export function attachmentComplaints(attachments: readonly unknown[]): Complaint[] {
  return attachments.flatMap((sent, index) => {
    const at = `/attachments/${index}`;
    const own = complaintsOf(attachment, sent, at);
    const blocks = isObject(sent) && Array.isArray(sent.blocks) ? sent.blocks : [];
    return [
      ...own.filter(({ rule }) => rule !== unknownField),
      ...own
        .filter(({ rule }) => rule === unknownField)
        .slice(0, 1)
        .map(({ rule }) => ({ rule, message: "invalid_keys", pointer: "" })),
      ...complaintsAbout(blocks, "message", `${at}/blocks`),
    ];
  });
}
