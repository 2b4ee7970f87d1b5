import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCommands } from "../../commands/index.ts";
import { complaintsAbout } from "../../sim/slack/validate/validate.ts";
import { complaintsAboutView } from "../../sim/slack/validate/views.ts";
import type { PrivateAnswer } from "../../src/slack/blocks/private-answer.ts";
import { formView, loadingView, problemView } from "../../src/slack/views/form.ts";
import { commandHelp, overview } from "../../src/slack/views/help.ts";
import { jobList } from "../../src/slack/views/job-list.ts";
import { jobShow } from "../../src/slack/views/job-show.ts";
import { leaseList } from "../../src/slack/views/lease-list.ts";
import { leaseShow } from "../../src/slack/views/lease-show.ts";
import { menu } from "../../src/slack/views/menu.ts";
import { jobOptions, leaseOptions, peopleOptions, templateOptions } from "../../src/slack/views/options.ts";
import { refusal } from "../../src/slack/views/refusal.ts";
import { reviewed } from "../../src/slack/views/reviewed.ts";
import { templateList } from "../../src/slack/views/template-list.ts";
import { whoAmI } from "../../src/slack/views/who-am-i.ts";
import { cancelling, goingOn } from "../../src/slack/views/wish-granted.ts";
import { anyJob, anyLease, anyPerson, anyProblem, anyTemplate, anyText } from "./any.ts";

const reader = { timeZone: "Europe/London" };
const commandFor = (page: number): string => `lease list --page ${page}`;
const longest = fc.integer({ min: 1, max: 9999 });

const answers: [string, fc.Arbitrary<PrivateAnswer>][] = [
  [
    "lease list",
    fc
      .record({
        title: anyText,
        leases: fc.array(anyLease, { maxLength: 150 }),
        total: fc.nat(),
        page: longest,
        more: fc.boolean(),
        showOwner: fc.boolean(),
        incomplete: anyText,
      })
      .map((list) => leaseList({ ...list, commandFor }, reader)),
  ],
  [
    "lease show",
    fc
      .record({ lease: anyLease, approvers: fc.array(anyText, { maxLength: 30 }) })
      .map((details) => leaseShow(details, reader)),
  ],
  [
    "lease templates",
    fc
      .record({ templates: fc.array(anyTemplate, { maxLength: 150 }), incomplete: anyText })
      .map((list) => templateList(list, reader)),
  ],
  [
    "job list",
    fc
      .record({
        title: anyText,
        jobs: fc.array(anyJob, { maxLength: 120 }),
        page: longest,
        more: fc.boolean(),
        showAsker: fc.boolean(),
        ifNone: anyText,
      })
      .map((list) => jobList({ ...list, commandFor }, reader)),
  ],
  ["job show", fc.record({ job: anyJob, mayChange: fc.boolean() }).map((details) => jobShow(details, reader))],
  ["job cancel", anyJob.map(cancelling)],
  ["job retry", anyJob.map(goingOn)],
  ["whoami", anyPerson.map(whoAmI)],
  ["menu", anyPerson.map((person) => menu(createCommands().commands, person))],
  ["refusal", fc.record({ problem: anyProblem, asked: anyText }).map(({ problem, asked }) => refusal(problem, asked))],
  [
    "reviewed",
    fc
      .record({
        lease: anyLease,
        decision: fc.constantFrom("approve" as const, "deny" as const),
        already: fc.boolean(),
      })
      .map(reviewed),
  ],
];

/** Everything Slack would act on in text that came from somebody: broadcasts, mentions, links and made-up dates. */
const active = /<(?:!(?:channel|here|everyone|subteam)|@U0ADMIN1|https:\/\/evil)/;

const textsOf = (value: unknown): { type: string; text: string; verbatim?: unknown }[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  const own =
    "type" in value && "text" in value && typeof value.type === "string" && typeof value.text === "string"
      ? [value as { type: string; text: string; verbatim?: unknown }]
      : [];
  return [...own, ...Object.values(value).flatMap(textsOf)];
};

describe("private answers", () => {
  it.each(answers)("%s stays within Slack's limits whatever the data", (_name, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, ({ text, blocks }) => {
        expect(complaintsAbout(blocks, "message", "/blocks")).toEqual([]);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(4000);
        expect(["answer-ok", "answer-refused"]).toContain(blocks[0]?.block_id);
      }),
      { numRuns: 60 },
    );
  });

  it.each(answers)("%s lets nobody's words act", (_name, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, ({ text, blocks }) => {
        expect(text).not.toMatch(active);
        for (const { type, text: shown, verbatim } of textsOf(blocks)) {
          if (type !== "mrkdwn") continue;
          expect(shown).not.toMatch(active);
          expect(verbatim).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("the check above can fail", () => {
    expect("hello <!channel>").toMatch(active);
    expect(
      complaintsAbout([{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } }], "message", "/blocks"),
    ).not.toEqual([]);
  });
});

describe("help", () => {
  const { commands } = createCommands();
  it.each(commands.map((command) => [command.name, command] as const))("of %s fits", (_name, command) => {
    expect(complaintsAbout(commandHelp(command).blocks, "message", "/blocks")).toEqual([]);
  });
  it("of everything fits", () => {
    expect(complaintsAbout(overview(commands).blocks, "message", "/blocks")).toEqual([]);
  });
});

describe("forms", () => {
  const { commands } = createCommands();
  it.each(commands.map((command) => [command.name, command] as const))(
    "of %s is a modal Slack takes",
    (_name, command) => {
      for (const role of ["user", "manager", "admin"] as const) {
        expect(complaintsAboutView(formView(command, {}, { channelId: "C0GENERAL", role }), ["modal"])).toEqual([]);
      }
    },
  );

  it("takes anything as known beforehand", () => {
    const assign = createCommands().find("lease assign");
    if (!assign) throw new Error("no such command");
    fc.assert(
      fc.property(anyText, anyText, (template, comment) => {
        const view = formView(assign, { template, comment: comment.slice(0, 900) }, { channelId: "C1" });
        expect(complaintsAboutView(view, ["modal"])).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("loading and problem views are modals Slack takes", () => {
    expect(complaintsAboutView(loadingView(), ["modal"])).toEqual([]);
    fc.assert(
      fc.property(anyProblem, (problem) => {
        expect(complaintsAboutView(problemView(problem), ["modal"])).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe("choices", () => {
  const select = (options: unknown[]) => [
    { type: "actions", elements: [{ type: "static_select", action_id: "a", options }] },
  ];
  const lists: [string, fc.Arbitrary<unknown[]>][] = [
    ["templates", fc.array(anyTemplate, { maxLength: 150 }).map((list) => templateOptions(list, ""))],
    ["leases", fc.array(anyLease, { maxLength: 150 }).map((list) => leaseOptions(list, ""))],
    ["jobs", fc.array(anyJob, { maxLength: 30 }).map((list) => jobOptions(list, ""))],
    [
      "people",
      fc.array(fc.record({ name: anyText, email: anyText }), { maxLength: 150 }).map((list) => peopleOptions(list, "")),
    ],
  ];
  it.each(lists)("of %s fit a select", (_name, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (options) => {
        if (options.length > 0) expect(complaintsAbout(select(options), "message", "/blocks")).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
