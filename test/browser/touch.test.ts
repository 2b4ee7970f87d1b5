import type { Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./staged-test.ts";
import { shown, type } from "./visits.ts";

/** Makes a page one for fingers: a phone's size, and nothing that can hover. Gives what puts a finger down and lifts it. */
async function withFingers(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await page.setViewportSize({ width: 390, height: 780 });
  await devtools.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 1 });
  await devtools.send("Emulation.setEmulatedMedia", {
    features: [
      { name: "hover", value: "none" },
      { name: "pointer", value: "coarse" },
    ],
  });
  const touch = (kind: "touchStart" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
    devtools.send("Input.dispatchTouchEvent", { type: kind, touchPoints });
  return { down: (x: number, y: number) => touch("touchStart", [{ x, y }]), up: () => touch("touchEnd", []) };
}

test("under a finger a message shows its tools after a long press, and not because something in it was pressed", async ({
  stage,
}) => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb show");
  await stage.control("message", { user: "U0USER2", channel: "C0GENERAL", text: "somebody's words" });
  const words = page.getByRole("article").filter({ hasText: "somebody's words" });
  await shown(words);
  const finger = await withFingers(page);
  const card = page.getByRole("article").filter({ has: page.getByRole("button", { name: "Approve" }) });
  const opacity = (of: typeof card) =>
    of
      .getByRole("toolbar", { name: "Message actions" })
      .evaluate((tools: { computedStyleMap(): { get(name: string): unknown } }) =>
        String(tools.computedStyleMap().get("opacity")),
      );

  await card.getByRole("button", { name: "Approve" }).focus();
  expect(await opacity(card)).toBe("0");
  const { x = 0, y = 0, height = 0 } = (await words.getByText("somebody's words").boundingBox()) ?? {};
  await finger.down(x + 20, y + height / 2);
  await expect.poll(() => opacity(words)).toBe("1");
  await finger.up();
  expect(await opacity(words)).toBe("1");
  await stage.picture(page, "touch-tools");
  await words.getByRole("button", { name: "More message actions" }).click();
  await shown(page.getByRole("menuitem", { name: "Copy link" }));
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: /^Message/ }).focus();
  await expect.poll(() => opacity(words)).toBe("0");
});
