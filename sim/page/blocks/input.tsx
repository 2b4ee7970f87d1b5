import type { InputBlock } from "@slack/types";
import { useId } from "react";
import { Alert } from "../components/icons.tsx";
import { BlockElement } from "../elements/element.tsx";
import { type Identified, useSurface } from "../elements/surface.tsx";
import { Plain } from "../text/mrkdwn.tsx";

/** A labelled field with its hint, and what is wrong with it. */
export function Input({ block, blockId }: { block: InputBlock; blockId: string }) {
  const id = useId();
  const error = useSurface().errorOf(blockId);
  const describedBy = [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={error ? "block input input-invalid" : "block input"} data-block-id={blockId}>
      <label className="input-label" id={`${id}-label`} htmlFor={`${id}-control`}>
        <Plain text={block.label.text} emoji={block.label.emoji} />
        {block.optional && <span className="input-optional"> (optional)</span>}
      </label>
      <BlockElement
        element={block.element as Identified}
        at={{
          blockId,
          dispatch: block.dispatch_action === true,
          controlId: `${id}-control`,
          labelledBy: `${id}-label`,
          describedBy: describedBy || undefined,
          invalid: Boolean(error),
          required: block.optional !== true,
        }}
      />
      {error && (
        <div className="input-error" id={`${id}-error`} role="alert">
          <Alert size={14} /> {error}
        </div>
      )}
      {block.hint && (
        <div className="input-hint" id={`${id}-hint`}>
          <Plain text={block.hint.text} emoji={block.hint.emoji} />
        </div>
      )}
    </div>
  );
}
