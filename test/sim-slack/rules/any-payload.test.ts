import fc from "fast-check";
import { expect, test } from "vitest";
import { attachmentComplaints } from "../../../sim/slack/validate/attachments.ts";
import { complaintsAboutChunks } from "../../../sim/slack/validate/chunks.ts";
import type { Complaint } from "../../../sim/slack/validate/complaints.ts";
import { rules } from "../../../sim/slack/validate/rule-table.ts";
import { complaintsAbout } from "../../../sim/slack/validate/validate.ts";
import { complaintsAboutView } from "../../../sim/slack/validate/views.ts";
import type { Sent } from "./payloads.ts";
import { samples } from "./samples.ts";

const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    { type: "constructor" },
    { type: 5 },
    { type: null },
    { type: {} },
    [[]],
    [null],
    "",
    -1,
    0.5,
    // Whole, and beyond what is counted exactly.
    2 ** 53,
    -(2 ** 53),
  ),
);

/** A sound call in which one value, wherever it stands, is another. */
const spoiled = fc
  .record({
    sample: fc.constantFrom(...Object.values(samples)),
    at: fc.nat({ max: 40 }),
    value: strange,
  })
  .map(({ sample, at, value }) => spoil(sample.put(sample.value), at, value));

test("whatever is sent, every complaint names a rule of the table and a place in the payload", () => {
  fc.assert(
    fc.property(spoiled, (sent) => {
      for (const { rule, pointer } of complaintsIn(sent)) {
        expect(rules().has(rule), rule).toBe(true);
        expect(pointer).toMatch(/^(\/(blocks|attachments|view|chunks)(\/.*)?)?$/);
      }
    }),
    { numRuns: 3_000 },
  );
});

/** The call with its `at`-th value replaced, counted through all its objects and lists. */
function spoil(sent: Sent, at: number, value: unknown): Sent {
  let left = at;
  return JSON.parse(JSON.stringify(sent), (key, now: unknown) => {
    left -= 1;
    return left === 0 && !["message", "modal", "home", "chunks", ""].includes(key) ? value : now;
  }) as Sent;
}

function complaintsIn(sent: Sent): Complaint[] {
  if ("home" in sent) return complaintsAboutView(sent.home, ["home"]);
  if ("chunks" in sent) return complaintsAboutChunks(sent.chunks);
  if ("modal" in sent) return complaintsAboutView(sent.modal, ["modal"]);
  const { blocks = [], attachments = [] } = sent.message;
  return [
    ...complaintsAbout(blocks, "message", "/blocks"),
    ...attachmentComplaints(Array.isArray(attachments) ? attachments : []),
  ];
}
