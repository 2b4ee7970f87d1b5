import type { ReactNode } from "react";
import { ButtonElement } from "./button.tsx";
import { ChoicesElement } from "./choices.tsx";
import { FeedbackButtonsElement } from "./feedback-buttons.tsx";
import { FileElement } from "./file-input.tsx";
import { IconButtonElement } from "./icon-button.tsx";
import { OverflowElement } from "./overflow.tsx";
import { DateElement, DateTimeElement, TimeElement } from "./pickers.tsx";
import { RichTextElement } from "./rich-text-input.tsx";
import { SelectElement } from "./select.tsx";
import type { Identified, Standing } from "./surface.tsx";
import { TextInputElement } from "./text-input.tsx";

/** Each drawer takes the one type its key names; the wire's `type` is what proves it. */
type Drawer = (props: { element: never; at: Standing }) => ReactNode;

const drawers: Record<string, Drawer> = {
  button: ButtonElement,
  workflow_button: ButtonElement,
  icon_button: IconButtonElement,
  feedback_buttons: FeedbackButtonsElement,
  overflow: OverflowElement,
  checkboxes: ChoicesElement,
  radio_buttons: ChoicesElement,
  plain_text_input: TextInputElement,
  email_text_input: TextInputElement,
  url_text_input: TextInputElement,
  number_input: TextInputElement,
  rich_text_input: RichTextElement,
  file_input: FileElement,
  datepicker: DateElement,
  timepicker: TimeElement,
  datetimepicker: DateTimeElement,
  static_select: SelectElement,
  external_select: SelectElement,
  users_select: SelectElement,
  conversations_select: SelectElement,
  channels_select: SelectElement,
  multi_static_select: SelectElement,
  multi_external_select: SelectElement,
  multi_users_select: SelectElement,
  multi_conversations_select: SelectElement,
  multi_channels_select: SelectElement,
};

/** Draws one interactive element; a type this page does not know is named, never left out. */
export function BlockElement({ element, at }: { element: Identified; at: Standing }) {
  const Drawn = drawers[element.type] as ((props: { element: Identified; at: Standing }) => ReactNode) | undefined;
  return Drawn ? (
    <Drawn element={element} at={at} />
  ) : (
    <span className="unknown">Element “{element.type}” cannot be shown here.</span>
  );
}
