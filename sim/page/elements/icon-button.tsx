import type { IconButton } from "@slack/types";
import { useWorkspace } from "../state/workspace-context.tsx";
import { useConfirm } from "./confirm.tsx";
import { Failure } from "./failure.tsx";
import { PressButton } from "./press-button.tsx";
import { BinSign } from "./signs.tsx";
import { type Standing, useSurface } from "./surface.tsx";

/** A small picture that acts; `trash` is the only one Slack has. Others than those it names do not see it. */
export function IconButtonElement({ element, at }: { element: IconButton; at: Standing }) {
  const surface = useSurface();
  const { me } = useWorkspace();
  const confirm = useConfirm(element.confirm);
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(me.id)) return null;
  return (
    <span className="element">
      <PressButton
        className="button-icon"
        label={element.accessibility_label ?? element.text.text}
        title={element.text.text}
        busy={surface.isBusy(at.blockId, element)}
        onPress={() => confirm.ask(() => void surface.press(at.blockId, element, { value: element.value }))}
      >
        {element.icon === "trash" ? <BinSign /> : element.text.text}
      </PressButton>
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </span>
  );
}
