import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut, cutMarkup } from "../../src/slack/blocks/cut.ts";
import { moment, printMoment } from "../../src/slack/blocks/date.ts";
import { code, link, md, oneLine } from "../../src/slack/blocks/escape.ts";

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

describe("escaping", () => {
  it("escapes once, and what is shown is what was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = md`${text}`;
        expect(once.mrkdwn).not.toMatch(/[<>]/);
        expect(unescaped(once.mrkdwn)).toBe(oneLine(text));
        expect(md`${once}`.mrkdwn).toBe(once.mrkdwn);
      }),
    );
  });

  it.each([
    [md`Hello ${"<!channel>"} & all`.mrkdwn, "Hello &lt;!channel&gt; & all"],
    [md`${"R&D"}`.mrkdwn, "R&amp;D"],
    [md`${"a\nb"}`.mrkdwn, "a b"],
    [md`${"\u202Eevil"}`.mrkdwn, "evil"],
    [code("a`b").mrkdwn, "`a'b`"],
    [code("").mrkdwn, "` `"],
    [
      link("https://x.example/?a=1&b=<2>", "see | this > that").mrkdwn,
      "<https://x.example/?a=1&amp;b=&lt;2&gt;|see / this &gt; that>",
    ],
  ])("%j", (made, expected) => {
    expect(made).toBe(expected);
  });
});

describe("cutting", () => {
  it("says how much is missing", () => {
    expect(cut("x".repeat(200), 150)).toMatch(/^x{100,} … \(\d+ more characters\)$/);
    expect(cut("x".repeat(200), 20)).toBe(`${"x".repeat(19)}…`);
    expect(cut("short", 20)).toBe("short");
  });

  it("never ends inside an entity, a link or a code span", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom("&amp;", "&lt;", "<https://a.example|b>", "<!date^1^{date}|x>", "`ab`", "word ", "\u{1F600}"),
          {
            minLength: 40,
            maxLength: 200,
          },
        ),
        fc.integer({ min: 100, max: 300 }),
        (parts, max) => {
          const text = cutMarkup({ mrkdwn: parts.join("") }, max);
          expect(text.length).toBeLessThanOrEqual(max);
          expect(text.split("`").length % 2).toBe(1);
          expect(text.replaceAll(/&(?:amp|lt|gt);/g, "")).not.toContain("&");
          expect(text.replaceAll(/<[^<>]+>/g, "")).not.toMatch(/[<>]/);
          expect(text.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

describe("moments", () => {
  it.each([
    ["2026-03-29T00:59:00Z", "29 Mar 2026 at 00:59 GMT"],
    ["2026-03-29T01:00:00Z", "29 Mar 2026 at 02:00 BST"],
    ["2026-10-25T00:59:00Z", "25 Oct 2026 at 01:59 BST"],
    ["2026-10-25T01:00:00Z", "25 Oct 2026 at 01:00 GMT"],
  ])("%s in London is %s", (iso, expected) => {
    expect(printMoment(Date.parse(iso), "Europe/London")).toBe(expected);
  });

  it("is a token Slack turns into the reader's own time", () => {
    expect(moment(1_795_000_000_500, "Europe/London").mrkdwn).toBe(
      "<!date^1795000000^{date_short_pretty} at {time}|18 Nov 2026 at 11:06 GMT>",
    );
    expect(moment(Number.NaN, "Europe/London").mrkdwn).toBe("unknown");
  });
});
