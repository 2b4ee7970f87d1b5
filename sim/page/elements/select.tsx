import type { MultiSelect, Select } from "@slack/types";
import { useEffect, useState } from "react";
import { useRoute } from "../state/use-route.ts";
import { useWorkspace } from "../state/workspace-context.tsx";
import { Combobox } from "./combobox.tsx";
import { useConfirm } from "./confirm.tsx";
import { Failure } from "./failure.tsx";
import { fieldProps } from "./field-props.ts";
import { knownPicks, type Pick, picksOfState, stateOfPicks } from "./picks.ts";
import { type Standing, useSurface } from "./surface.tsx";
import { usePicks } from "./use-picks.ts";

/** Every select menu: static, external, users, conversations, channels, one or several. */
export function SelectElement({ element, at }: { element: Select | MultiSelect; at: Standing }) {
  const surface = useSurface();
  const workspace = useWorkspace();
  const confirm = useConfirm(element.confirm);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const multi = element.type.startsWith("multi_");
  const placeholder = element.placeholder?.text ?? (multi ? "Choose some options" : "Choose an option");
  const picked = picksOfState(surface.stateOf(at.blockId, element), element.type, knownPicks(workspace));

  const keep = (picks: readonly Pick[], dispatch: boolean) =>
    surface.change(at.blockId, element, stateOfPicks(picks, element.type), dispatch);
  useCurrentConversation(element, (pick) => keep([pick], false));

  return (
    <div className="element">
      <Combobox
        field={fieldProps(at, element, placeholder)}
        placeholder={placeholder}
        multi={multi}
        most={"max_selected_items" in element ? element.max_selected_items : undefined}
        canClear={!at.dispatch}
        picked={picked}
        offer={usePicks(element, at.blockId, open, query)}
        open={open}
        query={query}
        onOpen={setOpen}
        onQuery={setQuery}
        onKeep={(picks) => confirm.ask(() => keep(picks, at.dispatch))}
      />
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </div>
  );
}

/** A form's select may start with the conversation it was opened in (`default_to_current_conversation`). */
function useCurrentConversation(element: Select | MultiSelect, choose: (pick: Pick) => void): void {
  const { channels } = useWorkspace();
  const { place } = useRoute();
  const wants = "default_to_current_conversation" in element && element.default_to_current_conversation === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the conversation at the start counts
  useEffect(() => {
    const current = channels.find((channel) => channel.id === place);
    if (wants && current) choose({ value: current.id, text: current.id });
  }, []);
}
