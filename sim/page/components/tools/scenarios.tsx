import { useState } from "react";
import type { Outcome } from "../../api.ts";
import type { Scenario } from "../../state/estate-wire.ts";
import { titleOf } from "../../state/estate-words.ts";
import type { Estate } from "../../state/use-estate.ts";
import { useOnce } from "../../state/use-once.ts";
import { useOrder } from "../../state/use-order.ts";
import { AskFirst } from "../ask-first.tsx";
import { Said, Section } from "./section.tsx";

interface Wish {
  title: string;
  words: string;
  act: string;
  send(): Promise<Outcome>;
}

/** Worlds to begin with, and beginning again. Both take away what is there, so both ask first. */
export function Scenarios({ estate }: { estate: Estate }) {
  const { busy, refused, order } = useOrder();
  const { answer } = useOnce<{ scenarios: Scenario[]; current: string | null }>("scenarios", busy);
  const [wish, setWish] = useState<Wish>();
  return (
    <Section title="Begin again">
      <ul className="offers">
        {(answer?.scenarios ?? []).map(({ name, says }) => (
          <li key={name}>
            <div>
              <strong>{titleOf(name)}</strong>
              {name === answer?.current && " (this one)"}
              <p className="tools-note">{says}</p>
            </div>
            <button
              type="button"
              className="button button-small"
              aria-label={`Begin with: ${titleOf(name)}`}
              disabled={busy}
              onClick={() =>
                setWish({
                  title: `Begin with “${titleOf(name)}”?`,
                  words: `The leases and accounts of the present world and all of Slack are forgotten. The bot's jobs go on; to begin them anew too: npm run estate -- scenario ${name}`,
                  act: "Begin",
                  send: () => estate.tell("scenario", { name }),
                })
              }
            >
              Begin
            </button>
          </li>
        ))}
        <li>
          <div>
            <strong>An empty Slack</strong>
            <p className="tools-note">Forgets every message, form and file. Leases and accounts stay.</p>
          </div>
          <button
            type="button"
            className="button button-small"
            aria-label="Empty Slack"
            disabled={busy}
            onClick={() =>
              setWish({
                title: "Empty Slack?",
                words: "Every message, form and file of this workspace is forgotten.",
                act: "Empty it",
                send: () => estate.tell("reset", {}),
              })
            }
          >
            Empty
          </button>
        </li>
      </ul>
      <Said words={refused} />
      {wish && (
        <AskFirst
          title={wish.title}
          act={wish.act}
          onCancel={() => setWish(undefined)}
          onAct={() => {
            setWish(undefined);
            void order(wish.send);
          }}
        >
          {wish.words}
        </AskFirst>
      )}
    </Section>
  );
}
