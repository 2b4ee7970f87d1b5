import { timerText } from "../../../world/timer-words.ts";
import type { Timer } from "../../state/estate-wire.ts";
import { durationWords } from "../../state/estate-words.ts";
import { useClock } from "../../state/use-clock.ts";
import type { Estate } from "../../state/use-estate.ts";
import { useOnce } from "../../state/use-once.ts";
import { useOrder } from "../../state/use-order.ts";
import { useSeconds } from "../../state/use-seconds.ts";
import { useWorkspace } from "../../state/workspace-context.tsx";
import { fillDateTokens } from "../../text/dates.ts";
import { Pause, Play } from "../icons.tsx";
import { Said, Section } from "./section.tsx";

const speeds = [1, 10, 30, 60, 300];
const jumps = [
  { text: "1 hour", ms: 3_600_000 },
  { text: "1 day", ms: 86_400_000 },
];
/** How many of the things to come are told. */
const mostComing = 5;

/** The world is read again this often while its panel is open, and after every change of its clock. */
const lookEverySeconds = 3;

/** What the world will do next by itself. */
function Coming({ timers, nowMs }: { timers: readonly Timer[]; nowMs: number }) {
  if (timers.length === 0) return <p className="tools-note">Nothing is due: the world waits for somebody to act.</p>;
  return (
    <ol className="coming" aria-label="What comes next">
      {timers.slice(0, mostComing).map(({ kind, dueAt }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two timers may be the same in everything
        <li key={index}>
          <span>{timerText(kind)}</span>
          <span className="tools-note">{dueAt <= nowMs ? "now" : `in ${durationWords(dueAt - nowMs)}`}</span>
        </li>
      ))}
    </ol>
  );
}

/** The world's clock: how fast it goes, standing still, and jumping ahead. Slack itself stays in real time. */
export function TimeControls({ estate }: { estate: Estate }) {
  const { clock, tell } = estate;
  const { reader } = useWorkspace();
  const nowMs = useClock(clock)();
  const seconds = useSeconds();
  const { answer } = useOnce<{ timers?: Timer[] }>("world", `${Math.floor(seconds / lookEverySeconds)} ${clock?.now}`);
  const { busy, refused, order } = useOrder();
  if (!clock) return null;
  const timers = (answer?.timers ?? []).toSorted((a, b) => a.dueAt - b.dueAt);
  const change = (body: object) => void order(() => tell("clock", body));
  return (
    <Section title="Time" note="Leases, budgets and cleanups live in this time. Slack itself lives in real time.">
      <p className="world-now">
        <strong>{fillDateTokens("{date_long} at {time_secs}", nowMs / 1000, reader)}</strong>
        <span className="tools-note">{clock.paused ? "stands still" : `${clock.speed} times as fast as the wall`}</span>
      </p>
      <fieldset className="time-row">
        <legend className="unseen">Pace</legend>
        <button
          type="button"
          className="button button-small"
          disabled={busy}
          onClick={() => change({ paused: !clock.paused })}
        >
          {clock.paused ? <Play size={14} /> : <Pause size={14} />} {clock.paused ? "Go on" : "Pause"}
        </button>
        {speeds.map((speed) => (
          <button
            key={speed}
            type="button"
            className="button button-small"
            aria-pressed={clock.speed === speed}
            aria-label={`${speed} times as fast`}
            disabled={busy}
            onClick={() => change({ speed })}
          >
            {speed}×
          </button>
        ))}
      </fieldset>
      <fieldset className="time-row">
        <legend className="unseen">Jump ahead</legend>
        <button
          type="button"
          className="button button-small"
          disabled={busy || timers.length === 0}
          onClick={() => change({ jump: "next" })}
        >
          Jump to the next thing
        </button>
        {jumps.map(({ text, ms }) => (
          <button
            key={text}
            type="button"
            className="button button-small"
            disabled={busy}
            onClick={() => change({ jumpMs: ms })}
          >
            Jump {text}
          </button>
        ))}
      </fieldset>
      <Coming timers={timers} nowMs={nowMs} />
      <Said words={refused} />
    </Section>
  );
}
