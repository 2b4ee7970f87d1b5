import type { ContextActionsBlock } from "@slack/types";
import { BlockElement } from "../elements/element.tsx";
import type { Identified } from "../elements/surface.tsx";

/** A quiet row of feedback and icon buttons. */
export function ContextActions({ block, blockId }: { block: ContextActionsBlock; blockId: string }) {
  return (
    <div className="block context-actions">
      {block.elements.map((element, index) => (
        <BlockElement
          key={element.action_id ?? index}
          element={element as Identified}
          at={{ blockId, dispatch: true }}
        />
      ))}
    </div>
  );
}
