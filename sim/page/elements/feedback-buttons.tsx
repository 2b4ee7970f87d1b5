import type { FeedbackButtons } from "@slack/types";
import { useState } from "react";
import { Failure } from "./failure.tsx";
import { PressButton } from "./press-button.tsx";
import { ThumbDownSign, ThumbUpSign } from "./signs.tsx";
import { type Standing, useSurface } from "./surface.tsx";

/** Thumb up and thumb down. The one that was pressed stays pressed for as long as the message is looked at. */
export function FeedbackButtonsElement({ element, at }: { element: FeedbackButtons; at: Standing }) {
  const surface = useSurface();
  const [given, setGiven] = useState<string>();
  const busy = surface.isBusy(at.blockId, element);
  const thumbs = [
    { button: element.positive_button, sign: <ThumbUpSign /> },
    { button: element.negative_button, sign: <ThumbDownSign /> },
  ];
  const press = async (value: string) => {
    const outcome = await surface.press(at.blockId, element, { value });
    if (outcome.ok) setGiven(value);
  };
  return (
    <span className="element feedback">
      {thumbs.map(({ button, sign }) => (
        <PressButton
          key={button.value}
          className="button-icon"
          label={button.accessibility_label ?? button.text.text}
          title={button.text.text}
          busy={busy}
          pressed={given === button.value}
          onPress={() => press(button.value)}
        >
          {sign}
        </PressButton>
      ))}
      <Failure blockId={at.blockId} element={element} />
    </span>
  );
}
