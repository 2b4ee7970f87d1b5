import type { ContextBlock, HeaderBlock, ImageBlock, SectionBlock } from "@slack/types";
import { useId } from "react";
import { BlockElement } from "../elements/element.tsx";
import type { Identified } from "../elements/surface.tsx";
import { Plain, Text } from "../text/mrkdwn.tsx";

/** Text, up to ten fields in two columns, and one element at the side. */
export function Section({ block, blockId }: { block: SectionBlock; blockId: string }) {
  const id = useId();
  const { text, fields, accessory } = block;
  return (
    <div className="block section">
      <div className="section-text" id={id}>
        {text && <Text of={text} />}
        {fields && (
          <div className="section-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no identity but their place
              <Text key={index} of={field} />
            ))}
          </div>
        )}
      </div>
      {accessory?.type === "image" && "image_url" in accessory && (
        <img className="section-image" src={accessory.image_url} alt={accessory.alt_text} />
      )}
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

/** A line of large text; one level below the page's own headings. */
export function Header({ block }: { block: HeaderBlock }) {
  return (
    <h3 className="block block-header">
      <Plain text={block.text.text} emoji={block.text.emoji} />
    </h3>
  );
}

/** Small grey text and pictures in a row. */
export function Context({ block }: { block: ContextBlock }) {
  return (
    <div className="block context">
      {block.elements.map((element, index) =>
        element.type === "image" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: context elements have no identity but their place
          <img key={index} src={"image_url" in element ? element.image_url : ""} alt={element.alt_text} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Text key={index} of={element} />
        ),
      )}
    </div>
  );
}

/** A picture with its title above. */
export function Picture({ block }: { block: ImageBlock }) {
  return (
    <figure className="block picture">
      {block.title && (
        <figcaption>
          <Plain text={block.title.text} />
        </figcaption>
      )}
      <img src={"image_url" in block ? block.image_url : ""} alt={block.alt_text} />
    </figure>
  );
}
