import { useSeconds } from "../state/use-seconds.ts";
import { useWorkspace } from "../state/workspace-context.tsx";
import { fillDateTokens } from "../text/dates.ts";
import type { ClockSnapshot } from "../wire.ts";

function paceOf({ speed, paused }: ClockSnapshot): { short: string; long: string } {
  if (paused) return { short: "stopped", long: "Time stands still here." };
  if (speed === 1) return { short: "real time", long: "Time here runs as on the wall." };
  return { short: `${speed}×`, long: `Time here runs ${speed} times as fast as on the wall.` };
}

/** The world's time, in the reader's zone, and how fast it goes. A timer's text is read out when asked for, not at every change. */
export function WorldTime({ clock }: { clock: ClockSnapshot }) {
  const { reader } = useWorkspace();
  useSeconds();
  const pace = paceOf(clock);
  return (
    <span className="top-time" role="timer" aria-label="World time" title={pace.long}>
      World time {fillDateTokens("{date_short} at {time}", reader.nowMs() / 1000, reader)}{" "}
      <span aria-hidden="true">· {pace.short}</span>
      <span className="unseen">. {pace.long}</span>
    </span>
  );
}
