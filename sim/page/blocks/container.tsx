import type { ContainerBlock, KnownBlock } from "@slack/types";
import { type ReactNode, useId } from "react";
import { Down } from "../components/icons.tsx";
import { useOpened } from "../state/opened.tsx";
import { Plain, Text } from "../text/mrkdwn.tsx";
import { Image, type Pictured } from "./image.tsx";
import { RichText } from "./rich-text.tsx";

interface Props {
  block: ContainerBlock;
  blockId: string;
  /** Draws what stands inside; given, since a block that knew all blocks would be known by them. */
  draw(blocks: readonly KnownBlock[]): ReactNode;
}

function Titles({ block, id }: { block: ContainerBlock; id: string }) {
  const { rich_text_title: rich, title, subtitle, icon } = block;
  return (
    <>
      {icon && <Image of={icon as Pictured} className="container-icon" />}
      <div className="container-titles">
        <div className="container-title" id={id}>
          {rich ? <RichText block={rich} /> : title && <Plain text={title.text} emoji={title.emoji} />}
        </div>
        {subtitle && (
          <div className="container-subtitle">
            <Text of={subtitle} />
          </div>
        )}
      </div>
    </>
  );
}

/** Blocks that belong together, under a title that may fold them away. Ours, because what stands inside can be pressed. */
export function Container({ block, blockId, draw }: Props) {
  const [isToggled, toggle] = useOpened(blockId);
  const id = useId();
  const canFold = block.is_collapsible === true;
  const isOpen = !canFold || isToggled === (block.default_collapsed === true);
  const hasLine = !canFold && block.has_header_divider === true;
  return (
    <section className={`block container container-${block.width ?? "standard"}`} aria-labelledby={`${id}-title`}>
      <div className={hasLine ? "container-head with-line" : "container-head"}>
        <Titles block={block} id={`${id}-title`} />
        {canFold && (
          <button
            type="button"
            className={isOpen ? "fold open" : "fold"}
            aria-labelledby={`${id}-title`}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={toggle}
          >
            <Down size={16} />
          </button>
        )}
      </div>
      <div id={id} className="container-inside" hidden={!isOpen}>
        {draw(block.child_blocks)}
      </div>
    </section>
  );
}
