import { expect } from "vitest";
import { test } from "./staged-test.ts";
import { shown, type } from "./visits.ts";

test("what may still be typed is counted below several lines of text, not over them", async ({ stage }) => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb form");
  const form = page.getByRole("dialog", { name: "Get a sandbox" });
  await shown(form);
  const comment = form.locator("textarea");
  await comment.fill("line\n".repeat(10));
  const count = form.getByText("-20", { exact: true });
  await shown(count);
  const [field, words] = await Promise.all([comment.boundingBox(), count.boundingBox()]);
  expect(words?.y ?? 0).toBeGreaterThanOrEqual((field?.y ?? 0) + (field?.height ?? 0));
  await stage.picture(page, "field-count");
});
