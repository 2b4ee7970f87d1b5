import type { ContextActionsBlock } from "@slack/types";
import { BlockElement } from "../elements/element.tsx";
import type { Identified } from "../elements/surface.tsx";
import { useWorkspace } from "../state/workspace-context.tsx";

/** A quiet row of feedback and icon buttons; an icon may be for some people only (`visible_to_user_ids`). */
export function ContextActions({ block, blockId }: { block: ContextActionsBlock; blockId: string }) {
  const { me } = useWorkspace();
  const mine = block.elements.filter(
    (element) => element.type !== "icon_button" || (element.visible_to_user_ids ?? [me.id]).includes(me.id),
  );
  return (
    <div className="block context-actions">
      {mine.map((element, index) => (
        <BlockElement
          key={element.action_id ?? index}
          element={element as Identified}
          at={{ blockId, dispatch: true }}
        />
      ))}
    </div>
  );
}
