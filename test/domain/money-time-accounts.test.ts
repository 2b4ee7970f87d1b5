import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAccountId } from "../../src/domain/account-id.ts";
import { days, hours, minutes, printDuration, printHours, seconds } from "../../src/domain/duration.ts";
import { printUsd } from "../../src/domain/money.ts";
import { nearest } from "../../src/domain/nearest.ts";

describe("money", () => {
  it.each([
    [50, "$50.00"],
    [1234.5, "$1,234.50"],
    [0, "$0.00"],
    [undefined, "no limit"],
    [null, "no limit"],
  ])("%j is said as %j", (amount, said) => expect(printUsd(amount)).toBe(said));
});

describe("a length of time", () => {
  it.each([
    [hours(24), "24 hours"],
    [hours(36), "36 hours"],
    [hours(76), "3 days 4 hours"],
    [days(7), "7 days"],
    [days(2), "2 days"],
    [hours(1.5), "1 hour 30 minutes"],
    [minutes(1), "1 minute"],
    [minutes(2) + seconds(5), "2 minutes 5 seconds"],
    [seconds(45), "45 seconds"],
    [999, "1 second"],
    [hours(1) - 400, "1 hour"],
    [days(2) - seconds(10), "2 days"],
    [0, "0 seconds"],
    [-5, "0 seconds"],
  ])("%d ms is said as %j", (ms, said) => expect(printDuration(ms)).toBe(said));

  it.each([
    [168, "7 days"],
    [0.5, "30 minutes"],
    [undefined, "no limit"],
  ])("%j hours are said as %j", (count, said) => expect(printHours(count)).toBe(said));

  it("never says more than two units, and never sixty of one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: days(400) }), (ms) => {
        const said = printDuration(ms);
        expect(said.split(" ").length).toBeLessThanOrEqual(4);
        expect(said).not.toMatch(/\b60 (minute|second)/);
      }),
    );
  });
});

describe("an account id", () => {
  it.each([
    ["012345678901", true],
    ["0123 4567 8901", false],
    ["12345678901", false],
    ["12345678901a", false],
  ])("%j is one: %j", (text, is) => expect(isAccountId(text)).toBe(is));

  it("is exactly twelve digits", () => expect(isAccountId("123456789012\n")).toBe(false));
});

describe("the nearest word", () => {
  it.each([
    ["teamID", ["teamId", "opsChannels"], "teamId"],
    ["asign", ["assign", "list"], "assign"],
    ["zebra", ["assign", "list"], undefined],
    ["", ["assign"], undefined],
  ])("to %j among %j is %j", (written, known, word) => expect(nearest(written, known)).toBe(word));
});
