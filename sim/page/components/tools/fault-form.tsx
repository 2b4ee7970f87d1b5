import { type FormEvent, useId, useState } from "react";
import type { FaultOperations, FaultOrder } from "../../state/estate-wire.ts";
import { nameOfService } from "../../state/estate-words.ts";
import type { Estate } from "../../state/use-estate.ts";
import { useOnce } from "../../state/use-once.ts";
import { useOrder } from "../../state/use-order.ts";
import { Said, Section } from "./section.tsx";

/** How often a fault befalls: in calls, or for a time in real ms. */
const spans = [
  { key: "once", text: "The next call", order: { times: 1 } },
  { key: "thrice", text: "The next 3 calls", order: { times: 3 } },
  { key: "ten", text: "The next 10 calls", order: { times: 10 } },
  { key: "half-minute", text: "Every call for 30 seconds", order: { forMs: 30_000 } },
  { key: "five-minutes", text: "Every call for 5 minutes", order: { forMs: 300_000 } },
] as const;

const isSlow = (kind: string) => /slow|late/.test(kind);

/** Orders one kind of trouble for one service; what will happen stands below the choice. */
export function FaultForm({ estate }: { estate: Estate }) {
  const { catalogue, tell } = estate;
  const services = Object.keys(catalogue);
  const [service, setService] = useState(services[0] ?? "");
  const kinds = catalogue[service] ?? {};
  const [wanted, setKind] = useState("");
  const kind = wanted in kinds ? wanted : (Object.keys(kinds)[0] ?? "");
  const [operation, setOperation] = useState("");
  const [span, setSpan] = useState<string>("once");
  const [delayMs, setDelayMs] = useState("");
  const { busy, refused, order } = useOrder();
  const { answer } = useOnce<FaultOperations>("fault-operations");
  const operations = answer?.operations[service]?.[kind] ?? [];
  const [saysId, operationsId] = [useId(), useId()];

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const fault: FaultOrder = {
      service,
      kind,
      ...spans.find(({ key }) => key === span)?.order,
      ...(operation.trim() ? { operation: operation.trim() } : {}),
      ...(isSlow(kind) && Number(delayMs) > 0 ? { delayMs: Number(delayMs) } : {}),
    };
    void order(() => tell("fault", fault));
  };

  return (
    <Section title="Order a fault">
      <form className="fault-form" onSubmit={onSubmit}>
        <label>
          <span>Who</span>
          <select className="field" value={service} onChange={(event) => setService(event.target.value)}>
            {services.map((name) => (
              <option key={name} value={name}>
                {nameOfService(name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>What</span>
          <select
            className="field"
            value={kind}
            aria-describedby={saysId}
            onChange={(event) => setKind(event.target.value)}
          >
            {Object.keys(kinds).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <p id={saysId} className="fault-says">
          {kinds[kind]}
        </p>
        <label>
          <span>How often</span>
          <select className="field" value={span} onChange={(event) => setSpan(event.target.value)}>
            {spans.map(({ key, text }) => (
              <option key={key} value={key}>
                {text}
              </option>
            ))}
          </select>
        </label>
        {isSlow(kind) && (
          <label>
            <span>Delay (ms)</span>
            <input
              className="field"
              inputMode="numeric"
              pattern="[0-9]*"
              placeholder="as above"
              value={delayMs}
              onChange={(event) => setDelayMs(event.target.value)}
            />
          </label>
        )}
        <label>
          <span>Which call</span>
          <input
            className="field"
            placeholder={operations[0] ? `any; or one, such as ${operations[0]}` : "any; or a name, such as /isb"}
            list={operationsId}
            autoComplete="off"
            value={operation}
            onChange={(event) => setOperation(event.target.value)}
          />
          <datalist id={operationsId}>
            {operations.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </label>
        <button type="submit" className="button button-primary" disabled={busy || !kind}>
          Order it
        </button>
      </form>
      <Said words={refused} />
    </Section>
  );
}
