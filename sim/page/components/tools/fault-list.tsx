import { faultWords, titleOf } from "../../state/estate-words.ts";
import type { Estate } from "../../state/use-estate.ts";
import { useOrder } from "../../state/use-order.ts";
import { Alert } from "../icons.tsx";
import { Said, Section } from "./section.tsx";

/** What is switched on now. */
export function FaultList({ estate }: { estate: Estate }) {
  const { faults, troubles, chaos, catalogue, on, clearFaults } = estate;
  const { busy, refused, order } = useOrder();
  const line = (key: string, title: string, says?: string) => (
    <li key={key}>
      <Alert size={14} />
      <span>
        <strong>{title}</strong>
        {says && <span className="tools-note">{says}</span>}
      </span>
    </li>
  );
  return (
    <Section title="Switched on now">
      {on.length === 0 ? (
        <p className="tools-empty">Nothing. Every service answers as it should.</p>
      ) : (
        <>
          <ul className="fault-list">
            {troubles.filter((each) => each.on).map(({ name, says }) => line(name, titleOf(name), says))}
            {faults.map((fault, index) =>
              line(`fault ${index}`, faultWords(fault), catalogue[fault.service]?.[fault.kind]),
            )}
            {chaos && line("chaos", chaos)}
          </ul>
          <button type="button" className="button" disabled={busy} onClick={() => void order(clearFaults)}>
            Clear everything
          </button>
        </>
      )}
      <Said words={refused} />
    </Section>
  );
}
