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
  forgotten: string;
  kept: string;
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
                  forgotten:
                    "the leases, accounts, people and events of the present world, the trouble that was ordered, and every message, form and file of Slack.",
                  kept: `the bot's own jobs and records, which go on in the new world, and the world's clock: it may move on to the scenario's time, and never goes back. To begin the bot's jobs anew, too: npm run estate -- scenario ${name}`,
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
                forgotten: "every message, form and file of this workspace.",
                kept: "leases, accounts, trouble that was ordered, and the bot's own jobs and records.",
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
          <p>
            <strong>Forgotten:</strong> {wish.forgotten}
          </p>
          <p>
            <strong>Not forgotten:</strong> {wish.kept}
          </p>
        </AskFirst>
      )}
    </Section>
  );
}
