import type { Page } from "playwright-core";
import { type House, openHouse } from "../e2e/house.ts";
import { launchBrowser } from "./launch.ts";
import { createVisits, type Visits } from "./visits.ts";

/** The whole house with the page, and a browser in front of it. */
export interface HouseStage extends Visits {
  house: House;
  close(): Promise<void>;
}

/** Starts table, estate, bot and browser. The window is as large as the README shows it. */
export async function setHouseStage(): Promise<HouseStage> {
  const [house, browser] = await Promise.all([
    openHouse({ page: true, speed: 60 }),
    launchBrowser({ width: 1280, height: 800 }),
  ]);
  return {
    ...(await createVisits({ browser, url: house.urls.slack })),
    house,
    async close() {
      await browser.close();
      await house.close();
    },
  };
}

/** The messages that say this, of those in the channel (not in the thread pane). */
export const messagesWith = (page: Page, text: string | RegExp) =>
  page.getByRole("main").getByRole("article").filter({ hasText: text });

/** The head of `asker`'s newest card about `what`: its name is the card's title. */
export const cardOf = (page: Page, asker: string, what: string) =>
  messagesWith(page, `Asked by @${asker}`)
    .getByRole("button", { name: new RegExp(`${what}:`) })
    .last();
