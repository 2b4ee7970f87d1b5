import type { ModalView } from "@slack/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCommands } from "../../commands/index.ts";
import type { Source } from "../../src/command/arg.ts";
import { readCommand } from "../../src/command/read.ts";
import { formMeta, formView } from "../../src/slack/views/form.ts";
import { optionsFor } from "../../src/slack/views/options.ts";
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
    expect(idsOf(view)).toEqual(["arg:template", "arg:user", "arg:comment"]);
    expect(JSON.stringify(view)).toContain('"initial_value":"a & b"');
  });

  it("does not offer a plain user what they would be refused", () => {
    expect(idsOf(formView(assign, {}, { channelId: "C1", role: "user" }))).toEqual(["arg:template", "arg:comment"]);
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

describe("what a form offers", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const offered = async (who: string, source: Source, typed = "") => {
    const suggestions = await house.suggester.suggest({
      source,
      slackUserId: personOf(who).slackId,
      teamId: "T0ESTATE",
    });
    return optionsFor(suggestions, typed).map(({ text, description }) => `${text.text} | ${description?.text}`);
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

  it("people: oneself for a user, the groups' members for a manager", async () => {
    expect(await offered("user1", "people")).toEqual(["User One | user1@example.gov.uk"]);
    const everybody = await offered("manager1", "people");
    expect(everybody).toContain("User Three | user3@example.gov.uk");
    expect(everybody).not.toContain("Outsider | outsider@example.gov.uk");
  });

  it("requests that wait, never one's own", async () => {
    expect(await offered("admin1", "requests")).toEqual([
      expect.stringContaining("data-lab | waiting for approval, for manager1@"),
    ]);
    expect(await offered("manager1", "requests")).toEqual([]);
    expect(await offered("user1", "requests")).toEqual([]);
  });

  it("nothing to people the bot does not serve", async () => {
    for (const who of ["guest", "external", "outsider"]) expect(await offered(who, "templates")).toEqual([]);
  });
});
