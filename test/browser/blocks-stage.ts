import { type KnownBlock, WebClient } from "@slack/web-api";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { workspace } from "../../sim/people.ts";
import { test as staged } from "./staged-test.ts";
import { shown } from "./visits.ts";

interface Blocks {
  slack: WebClient;
  /** Posts the blocks as one message and gives it as this person sees it. */
  message(blocks: readonly KnownBlock[], user?: string): Promise<{ page: Page; drawn: Locator }>;
  /** What the app was told of the element with this action id. */
  heardOf(id: string): Promise<Record<string, unknown> | undefined>;
}

/** A test of how blocks are drawn. */
export const test = staged.extend<Blocks>({
  slack: async ({ stage }, use) => use(new WebClient(workspace.botToken, { slackApiUrl: `${stage.slack.url}/api/` })),
  message: async ({ stage, slack }, use) =>
    use(async (blocks, user = "U0USER1") => {
      const page = await stage.open(user);
      await slack.chat.postMessage({ channel: "C0GENERAL", text: "Blocks", blocks: [...blocks] });
      const drawn = page.getByRole("article", { name: /^isb/ }).last();
      await shown(drawn);
      return { page, drawn };
    }),
  heardOf: async ({ stage }, use) =>
    use(async (id) => {
      await expect.poll(() => stage.app.heard.some((each) => each.action_id === id)).toBe(true);
      return stage.app.heard.find((each) => each.action_id === id);
    }),
});
