import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Stage, setStage } from "./stage.ts";
import { shown, type } from "./visits.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => expect(await stage.clear()).toEqual([]));
afterAll(() => stage?.close());

const heardOf = async (id: string) => {
  await expect.poll(() => stage.app.heard.some((each) => each.action_id === id)).toBe(true);
  return stage.app.heard.find((each) => each.action_id === id);
};

test("the display blocks show what was sent, in the reader's zone, and nothing more", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb show");
  const message = page.getByRole("article").filter({ hasText: "Escaped:" });
  await shown(message);

  const text = await message.textContent();
  expect(text).toContain("Sandbox for R&D 🚀");
  expect(text).toContain("Escaped: <!channel> & <b>.");
  expect(text).toContain("Ends Nov 21, 2026 at 9:30 AM.");
  expect(text).toContain("Budget\n*50 USD*");
  expect(text).toContain("council_chatbot_*x*");
  expect(await message.locator("strong").allInnerTexts()).toEqual(["Bold", "Account", "Markdown"]);
  expect(await message.locator(".mention").allInnerTexts()).toEqual(["@User Two", "#general", "@User One"]);
  expect(await message.getByRole("columnheader").allInnerTexts()).toEqual(["Template", "Budget"]);
  expect(await message.locator("pre").textContent()).toBe("[profile sandbox]\nsso_session = ndx\nregion = eu-west-2");
  expect(await message.getByRole("link", { name: "the docs" }).getAttribute("href")).toBe(
    "https://example.gov.uk/docs",
  );
  await stage.picture(page, "blocks");

  const elsewhere = await stage.open("U0USER2");
  await shown(elsewhere.getByText("Ends Nov 21, 2026 at 4:30 AM."));
});

test("buttons, menus and pickers tell the app what was chosen; a confirm asks first", async () => {
  const page = await stage.open("U0MANAGER1");
  await type(page, "/isb show");
  await page.getByRole("button", { name: "Deny the request of User One" }).click();
  const question = page.getByRole("dialog", { name: "Deny this request?" });
  await shown(question);
  await stage.picture(page, "confirm");
  await question.getByRole("button", { name: "Go back" }).click();
  await page.getByRole("button", { name: "Deny the request of User One" }).click();
  await question.getByRole("button", { name: "Deny it" }).click();
  expect(await heardOf("deny")).toMatchObject({ type: "button", block_id: "buttons", by: "U0MANAGER1" });
  expect(stage.app.heard.filter((each) => each.action_id === "deny")).toHaveLength(1);

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Terminate" }).click();
  expect(await heardOf("more")).toMatchObject({ selected_option: { value: "terminate" } });

  await page.getByRole("combobox", { name: "Size" }).click();
  await page.getByRole("option", { name: "Large" }).click();
  expect(await heardOf("size")).toMatchObject({ selected_option: { value: "large" } });

  const person = page.getByRole("combobox", { name: "Person" });
  await person.click();
  await person.pressSequentially("user t");
  await person.press("ArrowDown");
  await person.press("Enter");
  expect(await heardOf("person")).toMatchObject({ selected_user: "U0USER3" });

  await page.locator("input[type=date]").fill("2026-12-24");
  expect(await heardOf("until")).toMatchObject({ selected_date: "2026-12-24" });
  await page.getByRole("radio", { name: /Fast/ }).check();
  expect(await heardOf("speed")).toMatchObject({ selected_option: { value: "fast" } });
  await page.getByRole("checkbox", { name: "Alarms" }).check();
  expect(await heardOf("extras")).toMatchObject({ selected_options: [{ value: "alarms" }] });
  await stage.picture(page, "elements");

  await page.getByRole("button", { name: "Approve" }).click();
  const replies = page.getByRole("link", { name: /1 reply/ });
  await replies.click();
  await shown(page.getByRole("complementary", { name: "Thread" }).getByText("Approved."));
});

test("a form searches as you type, shows errors under fields, and gives the focus back", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb form");
  const form = page.getByRole("dialog", { name: "Get a sandbox" });
  await shown(form);

  await form.getByRole("button", { name: "Ask for it" }).click();
  await shown(form.getByText("Please complete this required field.").first());
  expect(await form.getByText("Please complete this required field.").count()).toBe(2);
  expect(await form.getByRole("combobox", { name: "Template" }).getAttribute("aria-invalid")).toBe("true");

  const template = form.getByRole("combobox", { name: "Template" });
  await template.click();
  await shown(form.getByRole("option", { name: /empty-sandbox/ }));
  await template.pressSequentially("lab");
  await expect.poll(() => form.getByRole("option").count()).toBe(1);
  await stage.picture(page, "external-select");
  await template.press("Enter");
  expect(await template.inputValue()).toBe("data-lab");

  const watchers = form.getByRole("combobox", { name: "Watchers" });
  await watchers.click();
  await form.getByRole("option", { name: "User Two" }).click();
  await form.getByRole("option", { name: "User Three" }).click();
  await page.keyboard.press("Escape");
  await shown(form.getByRole("button", { name: "Remove User Two" }));

  await form.getByRole("textbox", { name: "Days" }).fill("13");
  await form.getByRole("textbox", { name: "Comment" }).fill("again");
  await form.getByRole("button", { name: "Ask for it" }).click();
  await shown(form.getByText("Not thirteen."));
  await stage.picture(page, "form-errors");

  await form.getByRole("textbox", { name: "Days" }).fill("7");
  await form.getByRole("button", { name: "Ask for it" }).click();
  const second = page.getByRole("dialog", { name: "Once more" });
  await shown(second);
  expect(stage.app.heard.at(-1)).toMatchObject({
    template: { pick: { selected_option: { value: "data-lab" } } },
    watchers: { pick: { selected_users: ["U0USER2", "U0USER3"] } },
    days: { days: { value: "7" } },
    mail: { mail: { value: null } },
  });

  await page.keyboard.press("Escape");
  await second.waitFor({ state: "detached" });
  await shown(form);
  expect(await form.getByRole("textbox", { name: "Days" }).inputValue()).toBe("7");
  await form.getByRole("button", { name: "Cancel" }).click();
  await form.waitFor({ state: "detached" });
  await expect.poll(() => page.locator(":focus").getAttribute("aria-label")).toBe("Message #general");
});

test("a plan starts closed, stays open under its block id, and closes under a new one", async () => {
  const page = await stage.open("U0USER1");
  await type(page, "/isb plan");
  const head = page.getByRole("button", { name: /lease assign/ });
  await shown(head);
  expect(await head.getAttribute("aria-expanded")).toBe("false");
  expect(await head.textContent()).toContain("step 2 of 5, Check the person");
  await head.click();
  const tasks = page.getByRole("region", { name: /Plan/ }).getByRole("listitem");
  expect(await tasks.count()).toBe(5);
  await shown(tasks.first().getByText("council-chatbot, 50 USD for 7 days"));
  expect(await tasks.nth(1).getByRole("img").getAttribute("aria-label")).toBe("in progress");

  await stage.app.updatePlan("plan-1", 3);
  await expect.poll(() => tasks.nth(3).getByRole("img").getAttribute("aria-label")).toBe("in progress");
  expect(await head.getAttribute("aria-expanded")).toBe("true");
  await page.getByRole("link", { name: /1 reply/ }).click();
  await shown(page.getByRole("complementary", { name: "Thread" }).getByText("@User One the lease is made."));
  await stage.picture(page, "plan");

  await stage.app.updatePlan("plan-1", 3, true);
  await expect.poll(() => tasks.nth(3).first().textContent()).toContain("ISB answered 503 four times.");
  await stage.picture(page, "plan-failed");

  await stage.app.updatePlan("plan-2", 5);
  await expect.poll(() => head.first().textContent()).toContain("lease assign: done");
  expect(await head.first().getAttribute("aria-expanded")).toBe("false");
});
