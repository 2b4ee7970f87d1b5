import { stringify } from "yaml";
import { type Registry, visible } from "../registry.ts";
import { slashCommand } from "../usage.ts";
import type { Markers } from "./between-markers.ts";

export const manifestMarkers: Markers = { start: "# commands:start", end: "# commands:end" };

/** Slack refuses a manifest with a longer one (@slack/web-api, manifest types). Characters. */
const longestHint = 1000;

/** "lease assign|list|show, job list|show, whoami, help": every command, together by noun. */
export const usageHint = (registry: Registry): string => {
  const byNoun = Map.groupBy(
    visible(registry).map(({ name }) => name),
    (name) => name.split(" ")[0] ?? name,
  );
  const hint = [...byNoun]
    .map(([noun, names]) => {
      const verbs = names.map((name) => name.slice(noun.length + 1)).filter(Boolean);
      return verbs.length === 0 ? noun : `${noun} ${verbs.join("|")}`;
    })
    .join(", ");
  if (hint.length > longestHint) {
    throw new Error(`the usage hint has ${hint.length} characters; Slack takes ${longestHint}`);
  }
  return hint;
};

/** `should_escape`: Slack then sends mentions with their ids, which is how people are named for sure. */
export const slashCommandPart = (registry: Registry): string => {
  const part = {
    slash_commands: [
      {
        command: slashCommand,
        description: "Get, list and review sandboxes; see jobs. Alone: what you can do",
        usage_hint: usageHint(registry),
        should_escape: true,
      },
    ],
  };
  return stringify(part, { lineWidth: 0 }).replaceAll(/^(?=.)/gm, "  ");
};
