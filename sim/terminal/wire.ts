import { z } from "zod";

/** What the local Slack's control routes answer, as far as a reader needs it. */

const block = z.looseObject({ type: z.string() });
export type Block = z.infer<typeof block>;

/** A message as it came over the wire; `ephemeral` when only its reader sees it. */
export const message = z.looseObject({
  ts: z.string(),
  text: z.string().default(""),
  blocks: z.array(block).default([]),
  thread_ts: z.string().optional(),
  ephemeral: z.boolean().default(false),
  metadata: z.looseObject({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
});
export type Message = z.infer<typeof message>;

/** A modal. */
export const view = z.looseObject({
  id: z.string(),
  title: z.looseObject({ text: z.string() }).optional(),
  blocks: z.array(block).default([]),
});
export type View = z.infer<typeof view>;

const user = z.looseObject({
  id: z.string(),
  name: z.string(),
  real_name: z.string().optional(),
  profile: z.looseObject({ email: z.string().optional(), real_name: z.string().optional() }).optional(),
});
export type User = z.infer<typeof user>;

const channel = z.looseObject({
  id: z.string(),
  name: z.string(),
  is_im: z.boolean().default(false),
  user: z.string().optional(),
  members: z.array(z.string()).default([]),
});
export type Channel = z.infer<typeof channel>;

export const workspaceState = z.looseObject({
  /** `history`: another one after every reset of the workspace, and after a start that kept none of it. */
  workspace: z.looseObject({ history: z.string().optional() }).optional(),
  app: z.looseObject({ bot_user_id: z.string() }),
  users: z.array(user),
  channels: z.array(channel),
});
export type WorkspaceState = z.infer<typeof workspaceState>;

/** `ok: false` when the app did not acknowledge in time, or answered something Slack cannot show. */
export const commandSent = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  /** What the job's messages name as their request. */
  triggerId: z.string().optional(),
});
export type CommandSent = z.infer<typeof commandSent>;

export const messageList = z.object({ messages: z.array(message) });
export const viewList = z.object({ views: z.array(view) });
