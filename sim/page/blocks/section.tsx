import type { ContextBlock, HeaderBlock, SectionBlock, TextObject } from "@slack/types";
import { useId, useLayoutEffect, useRef, useState } from "react";
import { BlockElement } from "../elements/element.tsx";
import { type Identified, useSurface } from "../elements/surface.tsx";
import { Plain, Text } from "../text/mrkdwn.tsx";
import { Image, type Pictured } from "./image.tsx";

/**
 * A text in a message, cut off when it is long until the reader asks for the rest (`expand` of docs.slack.dev's section
 * block). Slack does not say what long is; here it is a dozen lines (`.shortened`).
 */
function Shortened({ text, id }: { text: TextObject; id: string }) {
  const [isWhole, setWhole] = useState(false);
  const [isLong, setLong] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is of another height
  useLayoutEffect(() => {
    if (box.current && !isWhole) setLong(box.current.scrollHeight > box.current.clientHeight);
  }, [text.text, isWhole]);
  return (
    <>
      <div id={id} ref={box} className={isWhole ? undefined : isLong ? "shortened cut" : "shortened"}>
        <Text of={text} />
      </div>
      {isLong && (
        <button
          type="button"
          className="see-more"
          aria-expanded={isWhole}
          aria-controls={id}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? "See less" : "See more"}
        </button>
      )}
    </>
  );
}

/** Text, up to ten fields in two columns, and one element at the side. */
export function Section({ block, blockId }: { block: SectionBlock; blockId: string }) {
  const id = useId();
  const isInMessage = useSurface().kind === "message";
  const { text, fields, accessory, expand } = block;
  const mayShorten = isInMessage && expand !== true;
  return (
    <div className="block section">
      <div className="section-text" id={id}>
        {text && (mayShorten ? <Shortened text={text} id={`${id}-text`} /> : <Text of={text} />)}
        {fields && (
          <div className="section-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no identity but their place
              <Text key={index} of={field} />
            ))}
          </div>
        )}
      </div>
      {accessory?.type === "image" && <Image className="section-image" of={accessory as Pictured} />}
      {accessory && accessory.type !== "image" && (
        <div className="section-accessory">
          <BlockElement
            element={accessory as Identified}
            at={{ blockId, dispatch: true, labelledBy: accessory.type === "button" ? undefined : id }}
          />
        </div>
      )}
    </div>
  );
}

/** @slack/types 3.2.0 does not know it yet: 1 to 4, as H1 to H4 (docs.slack.dev/reference/block-kit/blocks/header-block). */
type Leveled = HeaderBlock & { level?: 1 | 2 | 3 | 4 };

const headings = { 1: "h3", 2: "h4", 3: "h5", 4: "h6" } as const;

/** A line of large text, below the page's own headings; without a level it looks as it always did. */
export function Header({ block }: { block: HeaderBlock }) {
  const { level } = block as Leveled;
  const Heading = headings[level ?? 1];
  return (
    <Heading className={`block block-header ${level ? `level-${level}` : ""}`}>
      <Plain text={block.text.text} emoji={block.text.emoji} />
    </Heading>
  );
}

/** Small grey text and pictures in a row. */
export function Context({ block }: { block: ContextBlock }) {
  return (
    <div className="block context">
      {block.elements.map((element, index) =>
        element.type === "image" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: context elements have no identity but their place
          <Image key={index} of={element as Pictured} className="context-image" />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Text key={index} of={element} />
        ),
      )}
    </div>
  );
}
