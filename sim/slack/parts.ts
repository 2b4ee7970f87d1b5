import type { Faults } from "../world/faults.ts";
import type { AssistantThreads } from "./assistant-threads.ts";
import type { Changes } from "./changes.ts";
import type { Channels } from "./channels.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Directory } from "./directory.ts";
import type { Executions } from "./executions.ts";
import type { Files } from "./files.ts";
import type { Limits } from "./limits.ts";
import type { Manifest } from "./manifest.ts";
import type { Messages } from "./messages.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { Scheduled } from "./scheduled.ts";
import type { Streams } from "./streams.ts";
import type { Traffic } from "./traffic.ts";
import type { Triggers } from "./triggers.ts";
import type { Views } from "./views.ts";
import type { WallClock, WireTimings, Workspace } from "./workspace.ts";

/** What the methods, the people's acts and the control routes work on. */
export interface Parts {
  workspace: Workspace;
  manifest: Manifest;
  wall: WallClock;
  timings: WireTimings;
  directory: Directory;
  channels: Channels;
  messages: Messages;
  views: Views;
  files: Files;
  scheduled: Scheduled;
  streams: Streams;
  executions: Executions;
  assistantThreads: AssistantThreads;
  /** Tokens that `auth.revoke` took back. */
  revoked: Set<string>;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  traffic: Traffic;
  changes: Changes;
  limits: Limits;
  delivery: Delivery;
  faults: Faults;
  /** Another one after every start and reset: what was known of the workspace before is gone then. */
  began: string;
  /** Another one after every beginning, and the same after a start that kept what there was. */
  history: string;
  /** Where this server answers, e.g. `http://127.0.0.1:4310`. */
  url: string;
}
