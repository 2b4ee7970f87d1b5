import type { Button, CardBlock, CarouselBlock, TextObject } from "@slack/types";
import { useRef } from "react";
import { Chevron } from "../components/icons.tsx";
import { BlockElement } from "../elements/element.tsx";
import { Text } from "../text/mrkdwn.tsx";
import { Image, type Pictured } from "./image.tsx";
import { iconOf } from "./slack-icons.ts";

/** Two fields that @slack/types 3.2.0 does not know yet (docs.slack.dev/reference/block-kit/blocks/card-block). */
type Card = CardBlock & { slack_icon?: { name: string }; subtext?: TextObject };

const rank = { danger: 0, plain: 1, primary: 2 } as const;

/** At the right end, the primary one last: the place is Slack's to choose (docs.rs/slackblocks/4.0.0, `CardBlock`). */
const inPlace = (actions: readonly Button[]) =>
  actions.toSorted((a, b) => rank[a.style ?? "plain"] - rank[b.style ?? "plain"]);

function Icon({ card }: { card: Card }) {
  if (card.icon) return <Image of={card.icon as Pictured} className="card-icon" />;
  const char = card.slack_icon && iconOf(card.slack_icon.name);
  return char ? (
    <span className="card-icon" aria-hidden="true">
      {char}
    </span>
  ) : null;
}

/** A framed bit of content. Ours, because the library's buttons tell nobody and its text is misread. */
export function CardFrame({ block, blockId }: { block: CardBlock; blockId: string }) {
  const card = block as Card;
  const { hero_image, title, subtitle, body, subtext, actions = [] } = card;
  return (
    <article className="block card" data-block-id={blockId}>
      {hero_image && <Image of={hero_image as Pictured} className="card-hero" />}
      <div className="card-inside">
        <div className="card-head">
          <Icon card={card} />
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
        {subtext && (
          <div className="card-subtitle">
            <Text of={subtext} />
          </div>
        )}
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
