import { expect } from "vitest";
import type { Stage } from "../stage.ts";
import type { Examples, Prepared } from "./example.ts";

const general = { channel: "C0GENERAL" };
const nowhere = { channel: "C0NOWHERE" };
const badPages = (rest: object): Record<string, Prepared> => ({
  invalid_cursor: { ...rest, cursor: "x" },
  invalid_limit: { ...rest, limit: "few" },
});
const badHistory = (rest: object): Record<string, Prepared> => ({
  channel_not_found: { ...rest, ...nowhere },
  not_in_channel: { ...rest, channel: "C0RANDOM" },
  invalid_ts_latest: { ...rest, latest: "now" },
  invalid_ts_oldest: { ...rest, oldest: "then" },
});

const archived = (rest: object) => async (stage: Stage) => {
  const channel = await stage.channel("old-plans");
  await stage.call("conversations.archive", { channel });
  return { ...rest, channel };
};
const ownRefused = (rest: object): Record<string, Prepared> => ({
  channel_not_found: { ...rest, ...nowhere },
  not_in_channel: { ...rest, channel: "C0RANDOM" },
  is_archived: archived(rest),
});
const own = (rest: object) => async (stage: Stage) => ({ ...rest, channel: await stage.channel("plans") });

/** Names no channel can have; `at` is a channel they are for, if any. */
const badNames = (at: Prepared): Record<string, Prepared> => {
  const named = (name: string) => async (stage: Stage) => ({
    ...(typeof at === "function" ? await at(stage) : at),
    name,
  });
  return {
    name_taken: named("general"),
    invalid_name_required: named(""),
    invalid_name_maxlength: named("x".repeat(81)),
    invalid_name_specials: named("Not Lower Case"),
  };
};

/** `conversations.*`. */
export const conversations: Examples = {
  "conversations.info": {
    passes: { ...general, include_num_members: true },
    answers: { channel: expect.objectContaining({ id: "C0GENERAL", num_members: 10 }) },
    refused: { channel_not_found: nowhere },
  },
  "conversations.list": {
    passes: { types: "public_channel,im", limit: 2 },
    answers: { response_metadata: { next_cursor: expect.stringMatching(/./) } },
    refused: { invalid_types: { types: "party" }, ...badPages({}) },
  },
  "conversations.members": {
    passes: { ...general, limit: 1_000 },
    answers: { members: expect.arrayContaining(["U0USER1", "U0ISBBOT"]) },
    refused: { channel_not_found: nowhere, ...badPages(general) },
  },
  "conversations.history": {
    passes: async (stage) => {
      await stage.post();
      return general;
    },
    answers: { messages: [expect.objectContaining({ text: "card" })], has_more: false },
    refused: { ...badHistory(general), ...badPages(general) },
  },
  "conversations.replies": {
    passes: async (stage) => {
      const ts = await stage.post();
      await stage.post({ thread_ts: ts, text: "reply" });
      return { ...general, ts };
    },
    answers: { messages: [expect.objectContaining({ reply_count: 1 }), expect.objectContaining({ text: "reply" })] },
    refused: {
      ...badHistory({ ...general, ts: "1.000000" }),
      thread_not_found: { ...general, ts: "1.000000" },
      invalid_cursor: async (stage) => ({ ...general, ts: await stage.post(), cursor: "x" }),
      invalid_limit: async (stage) => ({ ...general, ts: await stage.post(), limit: "few" }),
    },
  },
  "conversations.open": {
    passes: { users: "U0USER1,U0USER2" },
    answers: { channel: expect.objectContaining({ is_mpim: true, name: "mpdm-user1--user2--isb-1" }) },
    refused: {
      users_list_not_supplied: {},
      too_many_users: { users: "U1,U2,U3,U4,U5,U6,U7,U8,U9" },
      user_not_found: { users: "U0NOBODY" },
      channel_not_found: { channel: "D0NOBODY" },
    },
  },
  "conversations.close": {
    passes: { channel: "D0USER1" },
    refused: { channel_not_found: nowhere, method_not_supported_for_channel_type: general },
  },
  "conversations.create": {
    passes: { name: "hackathon", is_private: true },
    answers: { channel: expect.objectContaining({ name: "hackathon", is_private: true, is_member: true }) },
    refused: badNames({}),
  },
  "conversations.join": {
    passes: { channel: "C0RANDOM" },
    answers: { channel: expect.objectContaining({ is_member: true }) },
    refused: {
      channel_not_found: nowhere,
      is_archived: archived({}),
      method_not_supported_for_channel_type: { channel: "D0USER1" },
    },
  },
  "conversations.invite": {
    passes: own({ users: "U0USER1,U0USER2" }),
    refused: {
      ...ownRefused({ users: "U0USER1" }),
      user_not_found: own({ users: "U0NOBODY" }),
      cant_invite_self: own({ users: "U0ISBBOT" }),
      already_in_channel: { ...general, users: "U0USER1" },
    },
  },
  "conversations.kick": {
    passes: { channel: "C0ISBOPS", user: "U0USER1" },
    refused: {
      ...ownRefused({ user: "U0USER1" }),
      user_not_found: own({ user: "U0NOBODY" }),
      cant_kick_self: own({ user: "U0ISBBOT" }),
      cant_kick_from_general: { ...general, user: "U0USER1" },
      user_not_in_channel: own({ user: "U0USER1" }),
    },
  },
  "conversations.leave": {
    passes: { channel: "C0ISBOPS" },
    refused: {
      channel_not_found: nowhere,
      is_archived: archived({}),
      cant_leave_general: general,
      last_member: own({}),
    },
  },
  "conversations.mark": {
    passes: { ...general, ts: "1790000000.000001" },
    refused: {
      channel_not_found: { ...nowhere, ts: "1790000000.000001" },
      not_in_channel: { channel: "C0RANDOM", ts: "1790000000.000001" },
      invalid_timestamp: { ...general, ts: "now" },
    },
  },
  "conversations.setTopic": {
    passes: { ...general, topic: "leases" },
    answers: { channel: expect.objectContaining({ topic: expect.objectContaining({ value: "leases" }) }) },
    refused: { ...ownRefused({ topic: "x" }), too_long: { ...general, topic: "x".repeat(251) } },
  },
  "conversations.setPurpose": {
    passes: { ...general, purpose: "leases" },
    answers: { channel: expect.objectContaining({ purpose: expect.objectContaining({ value: "leases" }) }) },
    refused: { ...ownRefused({ purpose: "x" }), too_long: { ...general, purpose: "x".repeat(251) } },
  },
  "conversations.rename": {
    passes: own({ name: "better-plans" }),
    answers: { channel: expect.objectContaining({ name: "better-plans", previous_names: ["plans"] }) },
    refused: { ...ownRefused({ name: "x" }), ...badNames(own({})), not_authorized: { ...general, name: "x" } },
  },
  "conversations.archive": {
    passes: own({}),
    refused: {
      channel_not_found: nowhere,
      not_in_channel: { channel: "C0RANDOM" },
      already_archived: archived({}),
      cant_archive_general: general,
    },
  },
  "conversations.unarchive": {
    passes: archived({}),
    refused: { channel_not_found: nowhere, not_archived: general },
  },
};
