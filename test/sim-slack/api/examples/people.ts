import { expect } from "vitest";
import type { Examples } from "./example.ts";

const badPages = { invalid_cursor: { cursor: "x" }, invalid_limit: { limit: "few" } };

/** Who there is, and what the workspace is. */
export const people: Examples = {
  "users.info": {
    passes: { user: "U0USER1" },
    answers: { user: expect.objectContaining({ id: "U0USER1", is_bot: false }) },
    refused: { user_not_found: { user: "U0NOBODY" } },
  },
  "users.lookupByEmail": {
    passes: { email: "user1@example.gov.uk" },
    answers: { user: expect.objectContaining({ id: "U0USER1" }) },
    refused: { users_not_found: { email: "external@partner.example.org" } },
  },
  "users.list": {
    passes: { limit: 1 },
    answers: { members: [expect.objectContaining({ id: "U0ADMIN1" })] },
    refused: badPages,
  },
  "users.conversations": {
    passes: { user: "U0GUEST", types: "public_channel" },
    answers: { channels: [expect.objectContaining({ name: "general" })] },
    refused: { user_not_found: { user: "U0NOBODY" }, invalid_types: { types: "party" }, ...badPages },
  },
  "users.profile.get": {
    passes: { user: "U0USER1" },
    answers: { profile: expect.objectContaining({ real_name: "User One", email: "user1@example.gov.uk" }) },
    refused: { user_not_found: { user: "U0NOBODY" } },
  },
  "users.getPresence": {
    passes: { user: "U0USER1" },
    answers: { presence: "active" },
    refused: { user_not_found: { user: "U0NOBODY" } },
  },
  "usergroups.list": {
    passes: {},
    answers: { usergroups: [expect.objectContaining({ handle: "ops", user_count: 1 })] },
    refused: {},
  },
  "usergroups.users.list": {
    passes: { usergroup: "S0OPS" },
    answers: { users: ["U0ADMIN1"] },
    refused: { no_such_subteam: { usergroup: "S0NONE" } },
  },
  "team.info": {
    passes: {},
    answers: { team: expect.objectContaining({ id: "T0ESTATE", domain: "estate" }) },
    refused: { team_not_found: { team: "T0NONE" } },
  },
  "bots.info": {
    passes: { bot: "B0ISB" },
    answers: { bot: expect.objectContaining({ user_id: "U0ISBBOT" }) },
    refused: { bot_not_found: { bot: "B0NONE" } },
  },
  "auth.test": { passes: {}, answers: { user_id: "U0ISBBOT", bot_id: "B0ISB", team_id: "T0ESTATE" }, refused: {} },
  "auth.revoke": { passes: { test: true }, answers: { revoked: false }, refused: {} },
  "api.test": {
    passes: { foo: "bar" },
    answers: { args: { foo: "bar" } },
    refused: { my_error: { error: "my_error" } },
  },
  "emoji.list": { passes: {}, answers: { emoji: {} }, refused: {} },
  "apps.connections.open": {
    passes: {},
    answers: { url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/) },
    refused: {},
  },
};
