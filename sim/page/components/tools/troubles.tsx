import { titleOf } from "../../state/estate-words.ts";
import type { Estate } from "../../state/use-estate.ts";
import { useOrder } from "../../state/use-order.ts";
import { Said, Section } from "./section.tsx";

const rates = [0, 0.01, 0.05, 0.2];

/** Ready sets of trouble, each with what then happens, switched on and off by one press. */
export function Troubles({ estate }: { estate: Estate }) {
  const { troubles, tell } = estate;
  const { busy, refused, order } = useOrder();
  if (troubles.length === 0) return null;
  return (
    <Section title="Bad days, ready made" note="Each lasts until it is ended here.">
      <ul className="offers">
        {troubles.map(({ name, says, on }) => (
          <li key={name}>
            <div>
              <strong>{titleOf(name)}</strong>
              <p className="tools-note">{says}</p>
            </div>
            <button
              type="button"
              className={on ? "button button-small button-danger solid" : "button button-small"}
              aria-label={`${on ? "End" : "Begin"}: ${titleOf(name)}`}
              disabled={busy}
              onClick={() => void order(() => tell("trouble", { name }, on ? "DELETE" : "POST"))}
            >
              {on ? "End" : "Begin"}
            </button>
          </li>
        ))}
        <li>
          <div>
            <strong>Slack hangs up</strong>
            <p className="tools-note">
              Every Socket Mode connection of the app is closed once; the app must come back.
            </p>
          </div>
          <button
            type="button"
            className="button button-small"
            aria-label="Begin: Slack hangs up"
            disabled={busy}
            onClick={() => void order(() => tell("disconnect", {}))}
          >
            Begin
          </button>
        </li>
      </ul>
      <label className="dice">
        <span>
          <strong>By dice</strong>
          <span className="tools-note">How many of a hundred calls meet trouble that patience overcomes.</span>
        </span>
        <select
          className="field"
          value={estate.chaosRate}
          disabled={busy}
          onChange={(event) => void order(() => tell("chaos", { rate: Number(event.target.value) }))}
        >
          {[...new Set([...rates, estate.chaosRate])].map((rate) => (
            <option key={rate} value={rate}>
              {rate === 0 ? "none" : `${Math.round(rate * 100)} of 100`}
            </option>
          ))}
        </select>
      </label>
      <Said words={refused} />
    </Section>
  );
}
