import type { ProcessName } from "./names.ts";
import type { WantedPorts } from "./ports.ts";
import type { Sides } from "./sides.ts";
import type { Told } from "./told-to-stop.ts";

/** What a start is to be like. */
export interface StartOptions {
  /** Only this one of the three; the others must run already where it needs them. */
  only?: ProcessName;
  ports?: Partial<WantedPorts>;
  /** Further arguments for the estate, such as `--speed 60`. */
  args?: readonly string[];
  /** Forget the world, Slack and the jobs of before; nothing may run then. */
  reset?: boolean;
  /** End the trouble that was on. */
  clear?: boolean;
  /** Absent: as before, else Socket Mode. */
  delivery?: "socket" | "http" | undefined;
  /** Absent: everything is local. */
  sides?: Sides;
  /** Told as each of them becomes ready. */
  onReady?: (name: ProcessName) => void;
  /** Told what is not as usual, in a sentence. */
  onNote?: (sentence: string) => void;
  /** `stop` gives the start up: it rejects then, and what it started is ended. */
  told?: Told;
}
