import { describe, expect, test } from "vitest";
import { overall } from "../../sim/page/blocks/task-status.tsx";
import { readOutgoing } from "../../sim/page/components/outgoing.ts";
import { localToSeconds, secondsToLocal } from "../../sim/page/elements/zoned-time.ts";
import { readPermalink } from "../../sim/page/state/permalink.ts";
import { dayDivider, fillDateTokens, isDate } from "../../sim/page/text/dates.ts";
import { charOf, emojiMatching, emojiOf } from "../../sim/page/text/emoji.ts";
import { parseMrkdwn, parsePlain } from "../../sim/page/text/parse.ts";

const only = (text: string) => {
  const [first] = parseMrkdwn(text);
  return first && "children" in first ? first.children : first;
};
const text = (value: string) => ({ kind: "text", text: value });

describe("mrkdwn", () => {
  test.each([
    ["&lt;!channel&gt; &amp;lt;", [text("<!channel> &lt;")]],
    ["<!here>", [{ kind: "broadcast", range: "here" }]],
    ["<@U1|bob>", [{ kind: "user", id: "U1", label: "bob" }]],
    ["<javascript:alert(1)|x>", [text("<javascript:alert(1)|x>")]],
    [
      "<https://a.uk?b=1&amp;c|the *a*>",
      [{ kind: "link", href: "https://a.uk?b=1&c", label: [text("the "), { kind: "strong", children: [text("a")] }] }],
    ],
    [
      "see https://a.uk/x.",
      [text("see "), { kind: "link", href: "https://a.uk/x", label: [text("https://a.uk/x")] }, text(".")],
    ],
    ["2*3*4 snake_case_word", [text("2*3*4 snake_case_word")]],
    ["* not bold*", [text("* not bold*")]],
    ["*a `*` b*", [{ kind: "strong", children: [text("a "), { kind: "code", text: "*" }, text(" b")] }]],
    ["`co*d*e`", [{ kind: "code", text: "co*d*e" }]],
    ["12:30:45", [text("12:30:45")]],
    [":tada:", [{ kind: "emoji", name: "tada" }]],
    [":wave::skin-tone-3:!", [{ kind: "emoji", name: "wave::skin-tone-3" }, text("!")]],
    [
      "<!subteam^S1|@ops> <!here|here>",
      [{ kind: "group", label: "@ops" }, text(" "), { kind: "broadcast", range: "here" }],
    ],
    ["before ``` never closed", [text("before ``` never closed")]],
    ["@here in #general", [text("@here in #general")]],
    [
      "<!date^1795253400^{date} at {time}^https://a.uk|then>",
      [{ kind: "date", seconds: 1_795_253_400, format: "{date} at {time}", href: "https://a.uk", fallback: "then" }],
    ],
  ])("%s", (given, expected) => expect(only(given)).toEqual(expected));

  test("quotes, code blocks and the lines between them are told apart", () => {
    expect(
      parseMrkdwn("a\n&gt; b\n> c\n```\n*d*\n  e\n```\nf").map((each) => ("text" in each ? each : each.kind)),
    ).toEqual(["paragraph", "quote", { kind: "pre", text: "*d*\n  e" }, "paragraph"]);
  });

  test("three marks quote all that follows", () => {
    expect(parseMrkdwn("a\n>>> b\n> c\n\nd")).toEqual([
      { kind: "paragraph", children: [text("a")] },
      { kind: "quote", children: [text("b\n> c\n\nd")] },
    ]);
  });

  test.each([
    [
      "names",
      [{ kind: "broadcast", range: "here" }, text(" see "), { kind: "channel-name", name: "general" }, text("\n")],
    ],
    ["links", [text("@here see #general\n")]],
  ] as const)("where Slack makes %s of words, it does here", (automatic, expected) => {
    const [passage] = parseMrkdwn("@here see #general\nhttps://a.uk", automatic);
    const link = { kind: "link", href: "https://a.uk", label: [text("https://a.uk")] };
    expect(passage).toEqual({ kind: "paragraph", children: [...expected, link] });
  });

  test("verbatim text is not searched for links and names", () => {
    const given = "me@here.uk @here #general https://a.uk";
    expect(parseMrkdwn(given, "nothing")).toEqual([{ kind: "paragraph", children: [text(given)] }]);
  });

  test.each(["*a ", "_a ", "~a ", "<*a ", "*a < ", "<", "<!date^1^"])(
    "as much as a message holds of “%s”, which never closes, is read at once",
    (mark) => {
      const long = mark.repeat(39_000 / mark.length);
      const began = performance.now();
      const read = only(long);
      expect(performance.now() - began).toBeLessThan(500);
      expect(read).toEqual([text(long)]);
    },
  );

  test.each([
    ["*a *b*", [{ kind: "strong", children: [text("a *b")] }]],
    ["_a *b* c", [text("_a "), { kind: "strong", children: [text("b")] }, text(" c")]],
    ["<*a* >", [text("<"), { kind: "strong", children: [text("a")] }, text(" >")]],
    ["*a\n*b*", [text("*a\n"), { kind: "strong", children: [text("b")] }]],
  ])("%j: a mark that never closes takes nothing from those that do", (given, expected) =>
    expect(only(given)).toEqual(expected),
  );

  test("plain text is never styled", () => {
    expect(parsePlain("*a* <@U1> :x:", true)).toEqual([text("*a* <@U1> "), { kind: "emoji", name: "x" }]);
    expect(parsePlain("ok:+1::skin-tone-2:", true)).toEqual([text("ok"), { kind: "emoji", name: "+1::skin-tone-2" }]);
    expect(parsePlain(":x:", false)).toEqual([text(":x:")]);
  });
});

describe("dates", () => {
  // 29 March 2026, 00:30 UTC: the night the clocks go forward in London; still the 28th in New York.
  const seconds = 1_774_744_200;
  const reader = (timeZone: string, now = seconds) => ({ timeZone, nowMs: () => now * 1000 });

  test.each([
    ["{date}", "Europe/London", "March 29th"],
    ["{date_short} at {time}", "America/New_York", "Mar 28 at 8:30 PM"],
    ["{date_long}", "Asia/Kolkata", "Sunday, March 29th"],
    ["{date_long_full}", "Asia/Kolkata", "March 29th, 2026"],
    ["{date_num} {time_secs}", "Asia/Kolkata", "2026-03-29 6:00:00 AM"],
    ["{date_slash} {unknown}", "UTC", "29/03/2026 {unknown}"],
    ["on {date_pretty}", "UTC", "on today"],
  ])("%s in %s", (format, zone, expected) => expect(fillDateTokens(format, seconds, reader(zone))).toBe(expected));

  test.each([
    ["{date}", "March 29th, 2026"],
    ["{date_short_pretty}", "Mar 29, 2026"],
    ["{date_long}", "Sunday, March 29th, 2026"],
    ["{day_divider_pretty}", "Sunday, March 29th"],
  ])("half a year away, %s is %s", (format, expected) =>
    expect(fillDateTokens(format, seconds, reader("UTC", seconds + 190 * 86_400))).toBe(expected),
  );

  test.each([
    [0, "Today"],
    [86_400, "Yesterday"],
    [-86_400, "Tomorrow"],
    [3 * 86_400, "March 29th"],
  ])("%d seconds later it is %s", (later, expected) =>
    expect(fillDateTokens("{date_pretty}", seconds, reader("Europe/London", seconds + later))).toBe(expected),
  );

  test.each([
    [59, "59 seconds ago"],
    [90, "1 minute ago"],
    [-7200, "in 2 hours"],
  ])("%d seconds later: %s", (later, expected) =>
    expect(fillDateTokens("{ago}", seconds, reader("UTC", seconds + later))).toBe(expected),
  );

  test.each([
    [8.64e12, true],
    [-8.64e12, true],
    [8.64e12 + 1, false],
    [99_999_999_999_999, false],
    [Number.NaN, false],
  ])("of %d seconds a date can be made: %s", (far, expected) => {
    expect(isDate(far)).toBe(expected);
    const filled = () => fillDateTokens("{date_num}", far, reader("UTC"));
    if (expected) expect(filled()).toMatch(/^-?\d+-\d\d-\d\d$/);
    else expect(filled).toThrow(RangeError);
  });

  test("the line between days is the reader's", () => {
    expect(dayDivider(seconds * 1000, reader("America/New_York", seconds + 5 * 86_400))).toBe("Saturday, March 28th");
  });

  test.each(["Europe/London", "America/New_York", "Asia/Kolkata"])(
    "a picked date and time in %s is meant there",
    (zone) => {
      for (const at of [seconds - 3600, seconds + 4 * 3600, 1_795_253_400]) {
        expect(localToSeconds(secondsToLocal(at, zone), zone)).toBe(at);
      }
    },
  );
});

describe("emoji", () => {
  test.each([
    ["wave", "👋"],
    ["wave::skin-tone-3", "👋🏼"],
    ["male-technologist::skin-tone-6", "👨🏿‍💻"],
    ["thumbsup", "👍"],
    ["thinking_face", "🤔"],
    ["large_green_circle", "🟢"],
    ["flag-gb", "🇬🇧"],
    ["gb", "🇬🇧"],
    ["flag-scotland", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["flag-zz", undefined],
    ["taiwan", undefined],
    ["robot", undefined],
    ["robot_face", "🤖"],
    ["female-office-worker", "👩‍💼"],
    ["woman_office_worker", undefined],
    ["constructor", undefined],
  ])(":%s: is %s", (name, char) => expect(emojiOf(name)).toBe(char));

  test.each([
    ["1f44b-1f3fc", "👋🏼"],
    ["1F44B", "👋"],
    ["zz", undefined],
    ["1f44b-", undefined],
    ["110000", undefined],
    ["-1", undefined],
    ["1f44b zz", undefined],
    ["", undefined],
  ])("the code points “%s” are %s", (unicode, char) => expect(charOf(unicode)).toBe(char));

  test("a half-typed name is completed, beginnings first", () => {
    expect(emojiMatching("rock", 2)).toEqual([
      { name: "rocket", char: "🚀" },
      { name: "shamrock", char: "☘" },
    ]);
    expect(emojiMatching("+", 5)).toEqual([{ name: "+1", char: "👍" }]);
    expect(emojiMatching("no such name", 5)).toEqual([]);
    expect(emojiMatching("", 3)).toHaveLength(3);
  });
});

test.each([
  [["complete", "in_progress", "pending"], "in_progress"],
  [["complete", "error", "pending"], "error"],
  [["complete", "complete"], "complete"],
  // Stopped half-way, its outcome unknown: nothing turns.
  [["complete", "pending", "pending"], "pending"],
  [[], "pending"],
] as const)("a plan of %j is %s as a whole", (tasks, whole) => expect(overall(tasks)).toBe(whole));

test("a typed line is a command, a message, or refused", () => {
  const commands = [{ command: "/isb" }];
  expect(readOutgoing("/isb  lease list ", false, commands)).toEqual({
    kind: "command",
    command: "/isb",
    text: "lease list",
  });
  expect(readOutgoing("/isb x", true, commands)).toMatchObject({ kind: "refused" });
  // Slackbot tells the person that there is no such command.
  expect(readOutgoing("/isbx", false, commands)).toEqual({ kind: "command", command: "/isbx", text: "" });
  expect(readOutgoing(" /isb ", false, commands)).toEqual({ kind: "message", text: "/isb" });
});

test("a permalink of this workspace is read, another's is not", () => {
  const origin = "http://127.0.0.1:4310";
  const link = `${origin}/archives/C0GENERAL/p1763705000000100`;
  expect(readPermalink(link, origin)).toEqual({ place: "C0GENERAL", at: "1763705000.000100" });
  expect(readPermalink(`${link}?thread_ts=1763704000.000200&cid=C0GENERAL`, origin)?.thread).toBe("1763704000.000200");
  expect(readPermalink(link, "http://127.0.0.1:9")).toBeUndefined();
  expect(readPermalink(`${origin}/archives/x`, origin)).toBeUndefined();
});
