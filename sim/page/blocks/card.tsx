import type { Button, CardBlock, CarouselBlock } from "@slack/types";
import { useRef } from "react";
import { Chevron } from "../components/icons.tsx";
import { BlockElement } from "../elements/element.tsx";
import { Text } from "../text/mrkdwn.tsx";
import { Image, type Pictured } from "./image.tsx";

/** At the right end and the primary one last, whatever their order: the place is Slack's to choose. */
const inPlace = (actions: readonly Button[]) => [
  ...actions.filter(({ style }) => style !== "primary"),
  ...actions.filter(({ style }) => style === "primary"),
];

/** A framed bit of content. Ours, because the library's buttons tell nobody and its text is misread. */
export function CardFrame({ block, blockId }: { block: CardBlock; blockId: string }) {
  const { hero_image, icon, title, subtitle, body, actions = [] } = block;
  return (
    <article className="block card" data-block-id={blockId}>
      {hero_image && <Image of={hero_image as Pictured} className="card-hero" />}
      <div className="card-inside">
        <div className="card-head">
          {icon && <Image of={icon as Pictured} className="card-icon" />}
          <div className="card-titles">
            {title && (
              <div className="card-title">
                <Text of={title} />
              </div>
            )}
            {subtitle && (
              <div className="card-subtitle">
                <Text of={subtitle} />
              </div>
            )}
          </div>
        </div>
        {body && <Text of={body} />}
        {actions.length > 0 && (
          <div className="card-actions">
            {inPlace(actions).map((element, index) => (
              <BlockElement key={element.action_id ?? index} element={element} at={{ blockId, dispatch: true }} />
            ))}
          </div>
        )}
      </div>
    </article>
  );
}

/** Cards side by side; there may be more than fit, so that the row scrolls, by hand or by its two arrows. */
export function Carousel({ block, blockId }: { block: CarouselBlock; blockId: string }) {
  const row = useRef<HTMLUListElement>(null);
  const scroll = (cards: number) => row.current?.scrollBy({ left: cards * 264, behavior: "smooth" });
  return (
    <section className="block carousel" aria-label={`${block.elements.length} cards`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the row scrolls, and the keyboard must be able to scroll it */}
      <ul className="carousel-row" ref={row} tabIndex={0}>
        {block.elements.map((card, index) => {
          const id = card.block_id ?? `${blockId}-${index}`;
          return (
            <li key={id}>
              <CardFrame block={card} blockId={id} />
            </li>
          );
        })}
      </ul>
      <button type="button" className="carousel-arrow back" aria-label="Earlier cards" onClick={() => scroll(-1)}>
        <Chevron size={16} />
      </button>
      <button type="button" className="carousel-arrow" aria-label="Further cards" onClick={() => scroll(1)}>
        <Chevron size={16} />
      </button>
    </section>
  );
}
