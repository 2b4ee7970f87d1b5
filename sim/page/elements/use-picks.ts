import type { ExternalSelect, MultiExternalSelect, MultiSelect, Select } from "@slack/types";
import { useEffect, useState } from "react";
import { useWorkspace } from "../state/workspace-context.tsx";
import { nounOf, type PickGroup, pickOfOption, picksOfChannels, picksOfUsers } from "./picks.ts";
import { useSurface } from "./surface.tsx";

/** Real ms to wait after a keystroke before the app is asked; Slack asks on every change, a little later. */
const debounceMs = 150;

export interface PicksOnOffer {
  groups: PickGroup[];
  /** A sentence instead of a list: still looking, type more, nothing found, the app failed. */
  say?: string;
}

const isExternal = (element: Select | MultiSelect): element is ExternalSelect | MultiExternalSelect =>
  element.type === "external_select" || element.type === "multi_external_select";

function filtered(groups: PickGroup[], query: string): PicksOnOffer {
  const words = query.trim().toLowerCase();
  const left = groups
    .map((group) => ({ ...group, picks: group.picks.filter((pick) => pick.text.toLowerCase().includes(words)) }))
    .filter((group) => group.picks.length > 0);
  return left.length ? { groups: left } : { groups: [], say: "No results" };
}

/** What a select offers for what was typed; an external one asks the app (`block_suggestion`) as you type. */
export function usePicks(element: Select | MultiSelect, blockId: string, open: boolean, query: string): PicksOnOffer {
  const workspace = useWorkspace();
  const surface = useSurface();
  const [external, setExternal] = useState<PicksOnOffer>({ groups: [], say: "Loading…" });
  const asks = isExternal(element);
  const shortest = asks ? (element.min_query_length ?? 3) : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the surface changes on every render; the question does not
  useEffect(() => {
    if (!open || !asks) return;
    if (query.length < shortest) {
      setExternal({ groups: [], say: `Type ${shortest} letter${shortest === 1 ? "" : "s"} or more to search` });
      return;
    }
    let isCurrent = true;
    setExternal((before) => (before.groups.length ? before : { groups: [], say: "Loading…" }));
    const timer = setTimeout(async () => {
      const answer = await surface.suggest(blockId, element, query);
      // A slow answer to an older question must not replace a newer one.
      if (!isCurrent) return;
      if (!answer.ok) return setExternal({ groups: [], say: "The app could not give the options. Try again." });
      const groups: PickGroup[] = answer.option_groups
        ? answer.option_groups.map((group) => ({ label: group.label.text, picks: group.options.map(pickOfOption) }))
        : [{ picks: (answer.options ?? []).map(pickOfOption) }];
      setExternal(groups.some((group) => group.picks.length) ? { groups } : { groups: [], say: "No results" });
    }, debounceMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asks, open, query, shortest, blockId, element.action_id]);

  if (asks) return external;
  if (nounOf(element.type) === "user") return filtered([{ picks: picksOfUsers(workspace) }], query);
  if (nounOf(element.type) !== "option") return filtered([{ picks: picksOfChannels(workspace, element) }], query);
  if (!("options" in element || "option_groups" in element)) return { groups: [], say: "No results" };
  const groups = element.option_groups
    ? element.option_groups.map((group) => ({ label: group.label.text, picks: group.options.map(pickOfOption) }))
    : [{ picks: (element.options ?? []).map(pickOfOption) }];
  return filtered(groups, query);
}
