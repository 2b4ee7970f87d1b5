import { expect } from "vitest";
import { shown } from "../visits.ts";
import { type Act, act } from "./act.ts";
import { option } from "./elements.ts";

/** London, 13 January 2027, 3:30 in the afternoon. */
const afternoon = Date.UTC(2027, 0, 13, 15, 30) / 1000;

/** Dates and times, and what is ticked. */
export const set: readonly Act[] = [
  act(
    "datepicker",
    "is walked by the keyboard over the end of a month",
    async (field, page) => {
      expect(await field.inputValue()).toBe("November 30th, 2026");
      await field.press("Enter");
      await shown(page.getByRole("button", { name: "Monday, November 30, 2026" }));
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("PageDown");
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      expect(await field.inputValue()).toBe("January 2nd, 2027");
    },
    { selected_date: "2027-01-02" },
  ),
  act(
    "timepicker",
    "takes a time that is not in its list, and passes its zone on",
    async (field, page) => {
      await shown(page.getByText("Eastern Time"));
      await field.pressSequentially("3:17p");
      await field.press("Enter");
      expect(await field.inputValue()).toBe("3:17 PM");
    },
    { selected_time: "15:17", timezone: "America/New_York" },
  ),
  act(
    "datetimepicker",
    "is told once both are there, in the reader's zone",
    async (_, page) => {
      const group = page.locator("[data-block-id=datetimepicker]");
      await group.getByRole("combobox", { name: /Date$/ }).click();
      for (const _month of [1, 2]) await page.getByRole("button", { name: "Next month" }).click();
      await page.getByRole("button", { name: "Wednesday, January 13, 2027" }).click();
      const time = group.getByRole("combobox", { name: /Time$/ });
      await time.click();
      await page.getByRole("option", { name: "3:30 PM" }).click();
    },
    { selected_date_time: afternoon },
  ),
  act(
    "checkboxes",
    "keep the order of the options",
    async (_, page) => {
      await page.getByRole("checkbox", { name: "Alarms" }).check();
      await page.getByRole("checkbox", { name: /Logs/ }).check();
    },
    { selected_options: [{ value: "logs" }, { value: "alarms" }] },
  ),
  act(
    "radio_buttons",
    "are one of several",
    async (_, page) => {
      await page.getByRole("radio", { name: /Slow/ }).check();
      await page.keyboard.press("ArrowDown");
    },
    { selected_option: option("Fast", "Sooner") },
  ),
];
