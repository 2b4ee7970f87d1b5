import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { createDispatcher } from "../../src/command/dispatch.ts";
import { createSlackDirectory } from "../../src/slack/slack-people.ts";
import { type LocalSlack, startSlack } from "../sim-slack/local-slack.ts";
import { gist, type House, openHouse, personOf } from "./house.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let house: House;
/** Where the app was installed without the scopes to see channels. */
let blind: LocalSlack;
beforeAll(async () => {
  [house, blind] = await Promise.all([
    openHouse(),
    startSlack({ manifestPath: at("../sim-slack/manifest-few-scopes.yml") }),
  ]);
});
afterAll(() => Promise.all([house.close(), blind.close()]));

it("nothing is changed where Slack will not say who reads it; reading is allowed", async () => {
  const { whoIs, context } = house;
  const { isSharedChannel } = createSlackDirectory(blind.client);
  const dispatcher = createDispatcher({ whoIs, context, isSharedChannel });
  const asked = { key: "blind", slackUserId: personOf("user1").slackId, teamId: "T0ESTATE", channelId: "C0GENERAL" };
  const refused = await dispatcher.dispatch({ ...asked, command: "lease assign", args: { template: "empty-sandbox" } });
  expect(refused).toMatchObject({
    kind: "refused",
    problem: {
      code: "shared-channel",
      message: expect.stringContaining("cannot see whether this conversation is shared"),
    },
  });
  expect(await house.jobs.list({})).toEqual({ jobs: [] });
  expect(house.logged).toContainEqual(
    expect.objectContaining({ level: "warn", message: "Slack did not say whether a channel is shared" }),
  );
  expect(gist(await dispatcher.dispatch({ ...asked, command: "lease list", args: {} }))).toMatch(/^answer/);
});

it("the manifest lets the bot see and find its messages in every kind of conversation it may be asked in", () => {
  const manifest = parse(readFileSync(at("../../manifest.yml"), "utf8"));
  const wanted = ["channels", "groups", "mpim"].flatMap((kind) => [`${kind}:read`, `${kind}:history`]);
  expect(manifest.oauth_config.scopes.bot).toEqual(expect.arrayContaining([...wanted, "im:history"]));
});
