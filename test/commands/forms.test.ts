import type { ModalView } from "@slack/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCommands } from "../../commands/index.ts";
import type { Source } from "../../src/command/arg.ts";
import { readCommand } from "../../src/command/read.ts";
import { createChoices } from "../../src/slack/choices.ts";
import { formMeta, formView } from "../../src/slack/views/form.ts";
import { leaseShow } from "../../src/slack/views/lease-show.ts";
import { readForm } from "../../src/slack/views/read-form.ts";
import { type House, openHouse, personOf } from "./house.ts";

const registry = createCommands();
const command = (name: string) => {
  const found = registry.find(name);
  if (found === undefined) throw new Error(`no command ${name}`);
  return found;
};
const idsOf = (view: ModalView): (string | undefined)[] => view.blocks.map((block) => block.block_id).filter(Boolean);

describe("the form of lease assign", () => {
  const assign = command("lease assign");

  it("opens when the template is missing, with what was given filled in", () => {
    const reading = readCommand('assign --comment "a & b"', registry);
    expect(reading).toMatchObject({ kind: "form", known: { comment: "a & b" } });
    const view = formView(assign, reading.kind === "form" ? reading.known : {}, { channelId: "C1", role: "manager" });
    expect(view.callback_id).toBe("form:lease assign");
    expect(formMeta(view as { private_metadata?: string })).toEqual({ command: "lease assign", channelId: "C1" });
    expect(idsOf(view)).toEqual(["arg:template", "arg:user", "arg:comment", "arg:dryRun"]);
    expect(JSON.stringify(view)).toContain('"initial_value":"a & b"');
  });

  it("does not offer a plain user what they would be refused", () => {
    expect(idsOf(formView(assign, {}, { channelId: "C1", role: "user" }))).toEqual([
      "arg:template",
      "arg:comment",
      "arg:dryRun",
    ]);
  });

  it("reads back as typed words would", () => {
    const values = {
      "arg:template": { "source:templates": { type: "external_select", selected_option: { value: "data-lab" } } },
      "arg:user": { "source:people": { type: "external_select", selected_option: { value: "user2@example.gov.uk" } } },
      "arg:comment": { comment: { type: "plain_text_input", value: "  because  " } },
    };
    expect(readForm(assign, values)).toEqual({
      ok: true,
      args: { template: "data-lab", user: { email: "user2@example.gov.uk" }, comment: "because" },
    });
  });

  it("names each field that is wrong", () => {
    const values = {
      "arg:template": { "source:templates": { type: "external_select", selected_option: null } },
      "arg:comment": { comment: { type: "plain_text_input", value: "x".repeat(901) } },
    };
    expect(readForm(assign, values)).toEqual({
      ok: false,
      errors: { "arg:template": "This is needed.", "arg:comment": "901 characters; 900 is the most." },
    });
  });
});

describe("a request's own page", () => {
  it("opens the review with the request filled in", () => {
    const uuid = "1a2b3c4d-0000-4000-8000-000000000000";
    const lease = { uuid, userEmail: "a@b.uk", status: "PendingApproval", originalLeaseTemplateName: "data-lab" };
    const { blocks } = leaseShow({ lease, approvers: ["Manager One"], mayReview: true }, { timeZone: "Europe/London" });
    const value = /"open-form:[^"]*".*?"value":"([^"]*)"/.exec(JSON.stringify(blocks))?.[1];
    expect(readCommand(value ?? "", registry)).toMatchObject({
      kind: "form",
      command: { name: "lease review" },
      known: { lease: uuid },
    });
  });
});

describe("what a form offers", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const offered = async (who: string, source: Source, typed = "") => {
    const { templates, leases, jobReads, approvers } = house.context;
    const optionsFor = createChoices({
      templates: async (person) => (await templates.recent(person)).items,
      ownLeases: async (person) => (await leases.own(person)).items,
      allLeases: async (person) => (await leases.all(person)).items,
      jobs: async ({ limit, ...filter }) => (await jobReads.page({ ...filter, page: 1, size: limit })).jobs,
      people: approvers.everybody,
    });
    const person = await house.whoIs(personOf(who).slackId, "T0ESTATE", undefined, { fresh: false });
    const options = await optionsFor(source, person, typed);
    return options.map(({ text, description }) => `${text.text} | ${description?.text}`);
  };

  it("templates, with budget, length and approval beside each, PRIVATE ones for managers only", async () => {
    expect(await offered("user1", "templates")).toContainEqual(
      expect.stringMatching(/^data-lab \| \$[\d.]+, \d+ (hours|days), needs approval$/),
    );
    expect(await offered("user1", "templates", "private")).toEqual([]);
    expect(await offered("manager1", "templates", "private")).toHaveLength(1);
    expect(await offered("user1", "templates", "COUNCIL")).toHaveLength(1);
    expect(await offered("user1", "templates", "two-of-a-kind")).toEqual([
      "two-of-a-kind | 2 templates have this name, so it cannot be asked for",
    ]);
  });

  it("people: nobody for a user, the groups' members for a manager", async () => {
    expect(await offered("user1", "people")).toEqual([]);
    const everybody = await offered("manager1", "people");
    expect(everybody).toContain("User Three | user3@example.gov.uk");
    expect(everybody).not.toContain("Outsider | outsider@example.gov.uk");
  });

  it("leases: everybody's for a manager, one's own for a user; words narrow them down", async () => {
    expect(await offered("user1", "leases")).toEqual([]);
    expect(await offered("manager1", "leases")).toHaveLength(6);
    expect(await offered("manager1", "leases", "waiting approval")).toEqual([
      expect.stringContaining("data-lab | waiting for approval, for manager1@"),
    ]);
  });
});
