import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Told } from "./samples/forms.ts";
import { test as staged } from "./staged-test.ts";
import { shown, type } from "./visits.ts";

/** A person before a form of `/forms`, and what the app is told of it. */
export interface Forms {
  /** Opens the form that `/forms` knows under this word. */
  open(word: string, title: string): Promise<Locator>;
  send(form: Locator): Promise<void>;
  /** The payloads of this kind that the app was sent. */
  told(kind: string): Told[];
  focused(): Locator;
  hasFocus(field: Locator): Promise<void>;
  /** What a field is described by, as a screen reader says it. */
  described(field: Locator): Promise<string>;
}

/** A test of forms: one page of User One's each, in #general. */
export const test = staged.extend<{ page: Page; forms: Forms }>({
  page: async ({ stage }, use) => {
    stage.app.forms.told.length = 0;
    await use(await stage.open("U0USER1"));
  },
  forms: async ({ stage, page }, use) =>
    use({
      async open(word, title) {
        await type(page, `/forms ${word}`);
        const form = page.getByRole("dialog", { name: title });
        await shown(form);
        return form;
      },
      send: (form) => form.getByRole("button", { name: "Send" }).click(),
      told: (kind) => stage.app.forms.told.filter((each) => each.type === kind),
      focused: () => page.locator(":focus"),
      hasFocus: (field) =>
        expect
          .poll(() => field.evaluate((element: { matches(selector: string): boolean }) => element.matches(":focus")))
          .toBe(true),
      async described(field) {
        const ids = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
        const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()));
        return texts.map((text) => text?.trim()).join(" ");
      },
    }),
});
