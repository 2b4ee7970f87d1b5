import type { KnownBlock, Option, OptionGroup, PlainTextElement, RichTextBlock } from "@slack/types";

/** A message as Slack's Web API gives it, plus what the control route says about private ones. */
export interface Message {
  /** Slack's message id: seconds since the epoch with six decimals, real time. */
  ts: string;
  user?: string;
  bot_id?: string;
  username?: string;
  text?: string;
  blocks?: KnownBlock[];
  attachments?: Attachment[];
  files?: FileShare[];
  thread_ts?: string;
  subtype?: string;
  edited?: { ts: string };
  reactions?: Reaction[];
  /** Only the person it was sent to sees it. */
  ephemeral?: boolean;
}

/** One emoji under a message, and who put it there. */
export interface Reaction {
  name: string;
  count: number;
  users: string[];
}

/** An attachment of the older kind: text beside a coloured bar, or blocks. `ts`: seconds since the epoch. */
export type Attachment = Partial<
  Record<"color" | "pretext" | "title" | "title_link" | "text" | "fallback" | "author_name" | "author_link", string> &
    Record<"image_url" | "thumb_url" | "footer", string>
> & {
  ts?: string | number;
  fields?: { title: string; value: string; short?: boolean }[];
  blocks?: KnownBlock[];
};

/** A file shared in a message. `size` is in bytes. */
export interface FileShare {
  id: string;
  name?: string;
  title?: string;
  size?: number;
  url_private?: string;
}

/** A modal or a Home tab as the app opened it. */
export interface View {
  id: string;
  type: "modal" | "home";
  title?: PlainTextElement;
  submit?: PlainTextElement | null;
  close?: PlainTextElement | null;
  blocks: KnownBlock[];
  hash?: string;
  /** The lowest view of its stack; its own id for that one. */
  root_view_id?: string;
}

export interface User {
  id: string;
  name: string;
  real_name?: string;
  /** IANA time zone. */
  tz?: string;
  is_bot?: boolean;
  is_restricted?: boolean;
  is_stranger?: boolean;
  profile?: { real_name?: string; display_name?: string; email?: string };
}

export interface Channel {
  id: string;
  name?: string;
  members?: string[];
  is_im?: boolean;
  /** Direct messages of several people. */
  is_mpim?: boolean;
  is_private?: boolean;
  is_shared?: boolean;
  topic?: string;
  /** In a direct message: the person the app talks to. */
  user?: string;
}

export interface SlashCommand {
  command: string;
  description?: string;
  usage_hint?: string;
  should_escape?: boolean;
}

/** A shortcut of the manifest: `global` ones hang on the composer, `message` ones on a message. */
export interface Shortcut {
  name: string;
  type: "global" | "message";
  callback_id: string;
  description?: string;
}

/** The app: its names and which tabs the manifest gives it. */
export interface AppInfo {
  name?: string;
  description?: string;
  botUserId?: string;
  bot_user_id?: string;
  botId?: string;
  bot_id?: string;
  home_tab?: boolean;
  messages_tab?: boolean;
}

/** What `GET /_control/state` answers. */
export interface WorkspaceState {
  /** `began`: another one after every start and reset of the workspace. */
  workspace: { name?: string; teamName?: string; began?: string };
  app: AppInfo;
  users: User[];
  channels: Channel[];
  commands: SlashCommand[];
  shortcuts?: Shortcut[];
}

export interface Suggestions {
  options?: Option[];
  option_groups?: OptionGroup[];
}

/** One entry of Slack's `state.values`: only the fields of its element type are set. */
export interface ElementState {
  type: string;
  value?: string | null;
  selected_option?: Option | null;
  selected_options?: Option[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_date?: string | null;
  selected_time?: string | null;
  /** Seconds since the epoch. */
  selected_date_time?: number | null;
  /** IANA zone that the app means a time in. */
  timezone?: string;
  rich_text_value?: RichTextBlock | null;
  files?: FileShare[];
}

/** Slack's `state.values`: by block id, then by action id. */
export type StateValues = Record<string, Record<string, ElementState>>;

/** The clock of the estate; `now` is world time, `real` the host's, both in ms since the epoch. */
export interface ClockSnapshot {
  now: number;
  real: number;
  speed: number;
  paused: boolean;
}
