import type { Faults } from "../world/faults.ts";
import { createAssistantThreads } from "./assistant-threads.ts";
import type { Changes } from "./changes.ts";
import { createChannels } from "./channels.ts";
import { createDelivery } from "./delivery/delivery.ts";
import type { Transport } from "./delivery/transport.ts";
import { createDirectory } from "./directory.ts";
import { createExecutions } from "./executions.ts";
import { createFiles } from "./files.ts";
import { createLimits } from "./limits.ts";
import type { Manifest } from "./manifest.ts";
import { createMessages } from "./messages.ts";
import type { Parts } from "./parts.ts";
import { postScheduled, tellChannel } from "./posting.ts";
import { createResponseUrls } from "./response-urls.ts";
import { createScheduled } from "./scheduled.ts";
import { createStreams } from "./streams.ts";
import { newSecret } from "./tokens.ts";
import type { Traffic } from "./traffic.ts";
import { createTriggers } from "./triggers.ts";
import { createViews } from "./views.ts";
import type { SlackPerson, WallClock, WireTimings, Workspace } from "./workspace.ts";

/** Creates everything a workspace consists of; `url` is asked for late, because the port is not known before. */
export function createParts({
  people,
  transport,
  url,
  ...given
}: {
  workspace: Workspace;
  people: readonly SlackPerson[];
  manifest: Manifest;
  wall: WallClock;
  timings: WireTimings;
  transport: Transport;
  traffic: Traffic;
  changes: Changes;
  faults: Faults;
  url: () => string;
}): Parts {
  const { workspace, wall, timings, traffic, faults } = given;
  const parts: Parts = {
    ...given,
    directory: createDirectory({ people, workspace }),
    channels: createChannels({ workspace, people }),
    messages: createMessages({ wall }),
    views: createViews({ workspace }),
    files: createFiles({ wall }),
    scheduled: createScheduled({ wall, post: (message) => postScheduled(parts, message) }),
    streams: createStreams({ wall, lifetimeMs: timings.streamMs }),
    executions: createExecutions(),
    assistantThreads: createAssistantThreads({ wall }),
    revoked: new Set(),
    triggers: createTriggers({ wall, lifetimeMs: timings.triggerMs }),
    responseUrls: createResponseUrls({
      wall,
      lifetimeMs: timings.responseUrlMs,
      teamId: workspace.teamId,
      baseUrl: url,
    }),
    limits: createLimits({ wall }),
    delivery: createDelivery({ transport, traffic, timings, wall, workspace, faults }),
    began: newSecret(),
    history: newSecret(),
    get url() {
      return url();
    },
  };
  return parts;
}

/** Makes the workspace what it was on its first day, with other people if there are any, and tells whoever watches. */
export function resetParts(parts: Parts, others?: readonly SlackPerson[]): void {
  parts.began = newSecret();
  parts.history = newSecret();
  if (others) parts.directory.reset(others);
  parts.channels.reset(others);
  for (const part of [parts.messages, parts.views, parts.files, parts.triggers, parts.responseUrls]) part.reset();
  for (const part of [parts.limits, parts.delivery, parts.scheduled, parts.streams]) part.reset();
  for (const part of [parts.executions, parts.assistantThreads]) part.reset();
  parts.revoked.clear();
  parts.traffic.clear();
  parts.changes.tell({ type: "state" });
  parts.changes.tell({ type: "views" });
  for (const channel of parts.channels.all()) tellChannel(parts, channel);
}
