import { expect, test } from "vitest";
import { ask, stage } from "./talking-bot.ts";

/** A bot whose job waits for a review; `allows` says whether it takes one from this person. */
async function bot({ allows = () => true }: { allows?: (user: string) => boolean } = {}) {
  const reviews: string[] = [];
  let onReview: (decision: string) => Promise<unknown> = async () => {};
  const slack = await stage(async ({ say, answer, text, user, channel }) => {
    if (text.startsWith("lease review")) {
      reviews.push(`${user} in ${channel}: ${text}`);
      if (!allows(user)) return answer("answer-refused", "Nobody decides on a request of their own.");
      await answer("answer-ok", "*Decided.*");
      return onReview(text.split(" ").at(-1) ?? "");
    }
    const card = await say({ kind: "card", state: "needs-approval", text: "waits" });
    onReview = async (decision) => {
      const state = decision === "approve" ? "succeeded" : "failed";
      await say({ kind: "card", state: "running", text: "goes on", edit: card });
      await say({ kind: "card", state, text: state, edit: card });
      await say({ kind: "end", state, text: `it ${state}`, thread: card });
    };
    const text2 = "It waits for approval. manager1 can approve: /isb lease review 9ab3c approve";
    await say({ kind: "needs", state: "needs-approval", text: text2, thread: card });
  });
  return { slack, reviews };
}

test("a job that waits for a person: 2, and who can decide is shown", async () => {
  const { slack, reviews } = await bot();
  const { exitCode, report } = await ask(slack, "x");
  expect([exitCode, report.state]).toEqual([2, "needs-approval"]);
  expect(report.thread.join()).toContain("manager1 can approve");
  expect(reviews).toEqual([]);
});

test("the wait is not over before it was said who can decide", async () => {
  const slack = await stage(async ({ say }) => {
    const card = await say({ kind: "card", state: "needs-approval", text: "waits" });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await say({ kind: "needs", state: "needs-approval", text: "who: /isb lease review 1 approve", thread: card });
  });
  const { exitCode, report } = await ask(slack, "x");
  expect([exitCode, report.thread.length]).toEqual([2, 1]);
});

test("--answer approve answers once, as the answerer in their own direct messages, and follows to the end", async () => {
  const { slack, reviews } = await bot();
  const { exitCode, report, printed } = await ask(
    slack,
    "x",
    "--answer",
    "approve",
    "--answer-as",
    "manager2@example.gov.uk",
  );
  expect(reviews).toEqual(["U0MANAGER2 in D0MANAGER2: lease review 9ab3c approve"]);
  expect([exitCode, report.state, report.thread.at(-1)]).toEqual([0, "succeeded", "it succeeded"]);
  // What only the answerer could read is told at the terminal and kept out of the asker's report.
  expect(printed).toContain("answer   Decided.");
  expect(JSON.stringify(report)).not.toContain("Decided");
});

test("--answer deny ends with the job's failure", async () => {
  const { slack, reviews } = await bot();
  const { exitCode, report } = await ask(slack, "x", "--answer", "deny");
  expect(reviews).toEqual(["U0MANAGER1 in D0MANAGER1: lease review 9ab3c deny"]);
  expect([exitCode, report.state]).toEqual([1, "failed"]);
});

test("an answer the bot does not take: 1, and it still waits", async () => {
  const { slack } = await bot({ allows: () => false });
  const { exitCode, report, printed } = await ask(slack, "x", "--answer", "approve");
  expect([exitCode, report.state]).toEqual([1, "needs-approval"]);
  expect(printed).toContain("Nobody decides on a request of their own.");
});
