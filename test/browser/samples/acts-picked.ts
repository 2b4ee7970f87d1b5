import { expect } from "vitest";
import { shown } from "../visits.ts";
import { type Act, act } from "./act.ts";
import { option } from "./elements.ts";

const [small, large] = [option("Small"), option("Large")];
const chatbot = option("Council chatbot", "50 USD, 7 days");

/** Fields with a list to pick from. */
export const picked: readonly Act[] = [
  act(
    "static_select",
    "finds an option in its group",
    async (field, page) => {
      await field.click();
      await shown(page.getByRole("group", { name: "Paid" }).getByRole("option", { name: "Data lab" }));
      await field.press("End");
      await field.press("Home");
      await field.press("ArrowDown");
      await field.press("Enter");
    },
    { selected_option: option("Playground") },
  ),
  act(
    "external_select",
    "asks the app once enough is typed, and says that it waits",
    async (field, page) => {
      await field.click();
      await field.pressSequentially("c");
      await shown(page.getByText("Type 2 letters or more to search"));
      await field.fill("slow");
      await shown(page.getByText("Loading…"));
      await field.fill("cou");
      await page.getByRole("option", { name: /Council chatbot/ }).click();
    },
    { selected_option: chatbot },
  ),
  act(
    "users_select",
    "finds a person by name",
    async (field) => {
      await field.pressSequentially("user tw");
      await field.press("Enter");
    },
    { selected_user: "U0USER2" },
  ),
  act(
    "conversations_select",
    "offers what its filter lets through",
    async (field, page) => {
      await field.click();
      expect(await page.getByRole("option", { name: "#general" }).count()).toBe(0);
      await page.getByRole("option", { name: "#secret-plans" }).click();
    },
    { selected_conversation: "G0SECRET" },
  ),
  act(
    "channels_select",
    "offers public channels",
    async (field) => {
      await field.click();
      await field.fill("gen");
      await field.press("Enter");
    },
    { selected_channel: "C0GENERAL" },
  ),
  act(
    "multi_static_select",
    "takes no more than it may",
    async (field, page) => {
      await field.click();
      await page.getByRole("option", { name: "Small" }).click();
      await page.getByRole("option", { name: "Medium" }).click();
      await shown(page.getByText("No more than 2 can be chosen."));
      expect(await page.getByRole("option", { name: "Large" }).getAttribute("aria-disabled")).toBe("true");
      await field.press("Backspace");
      await page.getByRole("option", { name: "Large" }).click();
      await field.press("Escape");
    },
    { selected_options: [small, large] },
  ),
  act(
    "multi_external_select",
    "says when the app answers with what is no list, and goes on",
    async (field, page) => {
      await field.click();
      await shown(page.getByRole("option", { name: "Data lab" }));
      await field.fill("odd");
      await shown(page.getByText("The app could not give the options. Try again."));
      await field.fill("nobody");
      await shown(page.getByText("No results"));
      await field.fill("data");
      await page.getByRole("option", { name: "Data lab" }).click();
      await field.press("Escape");
    },
    { selected_options: [option("Data lab")] },
  ),
  act(
    "multi_users_select",
    "starts with those the app named",
    async (field, page) => {
      await field.pressSequentially("user three");
      await field.press("Enter");
      await page.getByRole("button", { name: "Remove User One" }).click();
    },
    { selected_users: ["U0USER3"] },
  ),
  act(
    "multi_conversations_select",
    "starts with the conversation it was opened in",
    async (field, page) => {
      await field.click();
      await page.getByRole("option", { name: "#isb-ops" }).click();
      await field.press("Escape");
    },
    { selected_conversations: ["C0GENERAL", "C0ISBOPS"] },
  ),
  act(
    "multi_channels_select",
    "loses a pick by a second click",
    async (field, page) => {
      await field.click();
      await page.getByRole("option", { name: "#isb-ops" }).click();
      await page.getByRole("option", { name: "#general" }).click();
      await page.getByRole("option", { name: "#isb-ops" }).click();
      await field.press("Escape");
    },
    { selected_channels: ["C0GENERAL"] },
  ),
];
