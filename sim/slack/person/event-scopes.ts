/**
 * The events an app can subscribe to here, and the scopes any one of which lets it hear them; none needs none.
 * Each from its own page, docs.slack.dev/reference/events/<name>.
 */
export const eventScopes = {
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  "message.mpim": ["mpim:history"],
  message_metadata_posted: ["metadata.message:read"],
  app_mention: ["app_mentions:read"],
  app_home_opened: [],
  reaction_added: ["reactions:read"],
  reaction_removed: ["reactions:read"],
  pin_added: ["pins:read"],
  pin_removed: ["pins:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  member_left_channel: ["channels:read", "groups:read"],
  channel_created: ["channels:read"],
  channel_rename: ["channels:read"],
  channel_archive: ["channels:read"],
  channel_left: ["channels:read"],
  group_left: ["groups:read"],
  file_shared: ["files:read"],
  file_deleted: ["files:read"],
  link_shared: ["links:read"],
  team_join: ["users:read"],
  user_change: ["users:read"],
  assistant_thread_started: ["assistant:write"],
  function_executed: [],
} as const satisfies Record<string, readonly string[]>;

export type EventName = keyof typeof eventScopes;
