import { useLayoutEffect, useRef } from "react";
import { isRefusal, type Line } from "../../state/traffic.ts";
import { useWorkspace } from "../../state/workspace-context.tsx";
import { timeOfDay } from "../../text/dates.ts";
import { Alert, Check } from "../icons.tsx";

/** The outcome in a word: colour alone tells nobody anything. */
export function outcomeOf(line: Line): string {
  if (line.error) return line.error;
  if (line.status !== undefined) return String(line.status);
  return line.ms === undefined ? "" : "ok";
}

/** The traffic as a table, newest at the end; it stays at the end while one looks there. */
export function TrafficList(props: {
  lines: readonly Line[];
  chosen: string | undefined;
  onChoose(key: string): void;
}) {
  const { lines, chosen, onChoose } = props;
  const { reader } = useWorkspace();
  const scroll = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what moves the end
  useLayoutEffect(() => {
    if (scroll.current && atEnd.current) scroll.current.scrollTop = scroll.current.scrollHeight;
  }, [lines]);
  // What is shown whole takes room from the list, and the row it belongs to must not go out of sight.
  useLayoutEffect(() => {
    if (chosen !== undefined) scroll.current?.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <div
      ref={scroll}
      className="traffic-scroll"
      onScroll={({ currentTarget: at }) => {
        atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 40;
      }}
    >
      <table className="traffic-table" aria-label="Traffic">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">What</th>
            <th scope="col">Took</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            // The button in it is for the keyboard; the row is a larger target for the pointer.
            <tr
              key={line.key}
              className={line.key === chosen ? "chosen" : undefined}
              aria-current={line.key === chosen ? "true" : undefined}
              onClick={() => onChoose(line.key)}
            >
              <td className="traffic-time">{timeOfDay(line.at, reader.timeZone, true)}</td>
              <td className="traffic-what">
                <button type="button" aria-expanded={line.key === chosen}>
                  {line.summary}
                </button>
                <span className="traffic-kind">
                  {line.from} <span aria-hidden="true">→</span>
                  <span className="unseen">to</span> {line.to} · {line.kind}
                </span>
              </td>
              <td className="traffic-took">{line.ms === undefined ? "" : `${Math.round(line.ms)} ms`}</td>
              <td className={isRefusal(line) ? "traffic-outcome refused" : "traffic-outcome"}>
                {isRefusal(line) ? <Alert size={12} /> : outcomeOf(line) && <Check size={12} />} {outcomeOf(line)}
                {line.fault && <span className="traffic-fault">ordered: {line.fault}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
