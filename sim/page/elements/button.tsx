import type { Button, WorkflowButton } from "@slack/types";
import { Plain } from "../text/mrkdwn.tsx";
import { useConfirm } from "./confirm.tsx";
import { Failure } from "./failure.tsx";
import { PressButton } from "./press-button.tsx";
import { type Standing, useSurface } from "./surface.tsx";

/** A button: default, primary or danger; one with a `url` opens it as well as telling the app. */
export function ButtonElement({ element, at }: { element: Button | WorkflowButton; at: Standing }) {
  const surface = useSurface();
  const confirm = useConfirm("confirm" in element ? element.confirm : undefined);
  const url = "url" in element ? element.url : undefined;
  const value = "value" in element ? element.value : undefined;
  const press = () =>
    confirm.ask(() => {
      if (url) window.open(url, "_blank", "noopener,noreferrer");
      void surface.press(at.blockId, element, value === undefined ? {} : { value });
    });
  return (
    <span className="element">
      <PressButton
        className={`button ${element.style ? `button-${element.style}` : ""}`}
        label={element.accessibility_label}
        busy={surface.isBusy(at.blockId, element)}
        onPress={press}
      >
        <Plain text={element.text.text} emoji={element.text.emoji} />
      </PressButton>
      <Failure blockId={at.blockId} element={element} />
      {confirm.dialog}
    </span>
  );
}
