import type { Page } from "playwright-core";
import { cardOf, type HouseStage, messagesWith } from "../house-stage.ts";
import { shown, type } from "../visits.ts";
import type { Scene } from "./scene.ts";

const leaseMs = 60_000;

/** What the bot itself shows, in the order in which one thing leads to the next. */
export function botScenes(stage: HouseStage): Scene[] {
  const { house, open } = stage;

  async function ask(user: string, words: string, channel?: string): Promise<Page> {
    const page = await open(user, channel);
    await type(page, words);
    return page;
  }

  return [
    {
      name: "finished-job",
      async arrange() {
        await ask("U0USER2", "@user1 can you get us a place to try the chatbot on real questions?");
        const page = await ask("U0USER1", "/isb lease assign council-chatbot");
        const card = cardOf(page, "User One", "Lease council-chatbot");
        await shown(card.filter({ hasText: "done in" }), leaseMs);
        await card.click();
        await messagesWith(page, "Lease council-chatbot")
          .getByRole("link", { name: /1 reply/ })
          .click();
        await shown(page.getByRole("complementary", { name: "Thread" }).getByText(/is ready/));
        return page;
      },
    },
    {
      name: "direct-message",
      async arrange() {
        const page = await open("U0USER1", "D0USER1");
        await shown(messagesWith(page, "Your sandbox council-chatbot is ready."));
        return page;
      },
    },
    {
      name: "failed-job",
      async arrange() {
        // In an ops channel, where the card tells more than elsewhere.
        house.fault({ service: "isb", kind: "provisioning-fails" });
        const page = await ask("U0USER3", "/isb lease assign council-chatbot", "C0ISBOPS");
        const card = cardOf(page, "User Three", "Lease council-chatbot");
        await shown(card.filter({ hasText: "failed" }), leaseMs);
        await card.click();
        await page.getByRole("textbox", { name: /^Message/ }).focus();
        return page;
      },
    },
    {
      name: "phone",
      async arrange() {
        const page = await open("U0USER1");
        await page.setViewportSize({ width: 390, height: 844 });
        await cardOf(page, "User One", "Lease council-chatbot").click();
        await shown(messagesWith(page, "Wait until the person can enter"));
        await page.getByRole("textbox", { name: /^Message/ }).focus();
        return page;
      },
    },
    {
      name: "form-with-errors",
      async arrange() {
        const page = await ask("U0USER3", "/isb lease assign");
        const form = page.getByRole("dialog", { name: "Get a sandbox" });
        const comment = form.getByRole("textbox", { name: "Comment" });
        await shown(comment, leaseMs);
        await comment.fill("for the open data day, ".repeat(45));
        await form.getByRole("button", { name: "Ask for it" }).click();
        await shown(form.getByText("Please complete this required field."));
        return page;
      },
    },
  ];
}
