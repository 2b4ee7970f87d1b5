import type { DataTableBlock } from "@slack/types";
import type { Page } from "playwright-core";
import { people } from "../../../sim/people.ts";
import { leaseTable } from "../sample-gallery.ts";
import type { Stage } from "../stage.ts";
import { shown, type } from "../visits.ts";
import type { Scene } from "./scene.ts";

/** The sample app's table of leases, held by people of the estate. */
function tableOfLeases(rows: number): DataTableBlock {
  const table = leaseTable(rows, 10);
  const [head, ...leases] = table.rows;
  const holders = people.filter(({ identityId }) => identityId);
  const holder = (index: number) => ({ type: "raw_text" as const, text: holders[index % holders.length]?.name ?? "" });
  return {
    ...table,
    rows: [head ?? [], ...leases.map(([lease, _, ...rest], index) => [lease, holder(index), ...rest])],
  } as DataTableBlock;
}

/** What the bot does not show, drawn by the sample app: its Home tab, and a table longer than any list of the bot's. */
export function sampleScenes({ open, api }: Stage): Scene[] {
  async function visit(place?: string): Promise<Page> {
    const page = await open("U0USER1", place);
    await page.setViewportSize({ width: 1280, height: 800 });
    return page;
  }

  return [
    {
      name: "home",
      async arrange() {
        const page = await visit("home");
        await shown(page.getByText("You have no sandbox now."));
        return page;
      },
    },
    {
      name: "table",
      async arrange() {
        const page = await visit();
        await type(page, "who has a sandbox just now?");
        await api("chat.postMessage", { channel: "C0GENERAL", text: "200 leases", blocks: [tableOfLeases(200)] });
        await shown(page.getByRole("status").filter({ hasText: "1–10 of 200" }));
        return page;
      },
    },
  ];
}
