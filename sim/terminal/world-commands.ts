import type { ClockSnapshot } from "../clock.ts";
import { BadInput, unknownSentence } from "../input.ts";
import { timerText } from "../world/timer-words.ts";
import { type TroubleName, troubleNames } from "../world/troubles.ts";
import { inLondon, readJump } from "./time-words.ts";
import { askWorld } from "./world-control.ts";

/** A command to a world that runs: what it says, one line each. `base` is the address of any of its servers. */
export type WorldCommand = (base: string, word: string | undefined) => Promise<string[]>;

interface ShownTrouble {
  name: string;
  says: string;
  toClear: string;
  on: boolean;
}

const needs = (command: string, what: string, word: string | undefined): string => {
  if (word === undefined) throw new BadInput(`${command} wants ${what}.`);
  return word;
};

const timeLine = ({ now, speed, paused }: ClockSnapshot): string =>
  `In the world it is ${inLondon(now)}; time ${paused ? "stands still" : `runs ${speed} times as fast as on the wall`}.`;

const setClock = (base: string, body: object) =>
  askWorld<ClockSnapshot & { happened: string[] }>(base, "clock", { method: "POST", body });

const marked = ({ name, says, on }: ShownTrouble): string => `${on ? "ON  " : "    "}${name.padEnd(22)} ${says}`;

/** What a person can do to a world that runs, by the word they type. */
export const worldCommands: Readonly<Record<string, WorldCommand>> = {
  async trouble(base, name) {
    if (name === undefined) {
      const { troubles, chaos } = await askWorld<{ troubles: ShownTrouble[]; chaos: { rate: number } | null }>(
        base,
        "trouble",
      );
      const chance = chaos ? [`Besides, ${chaos.rate * 100} of 100 calls meet trouble by chance.`] : [];
      return [...troubles.map(marked), ...chance, "Begin one: npm run estate -- trouble <name>. End all: -- clear."];
    }
    if (!troubleNames.includes(name as TroubleName)) throw new BadInput(unknownSentence(name, "trouble", troubleNames));
    const { says, toClear } = await askWorld<ShownTrouble>(base, "trouble", { method: "POST", body: { name } });
    return [says, toClear];
  },
  async clear(base) {
    await askWorld(base, "fault", { method: "DELETE" });
    return ["All trouble is over, also that by chance."];
  },
  async chaos(base, rate) {
    const wants = "a rate from 0 to 1, such as 0.05";
    const asked = needs("chaos", wants, rate);
    const share = asked.trim() === "" ? Number.NaN : Number(asked);
    if (!(share >= 0 && share <= 1)) throw new BadInput(`chaos wants ${wants}, not ${asked}.`);
    await askWorld(base, "chaos", { method: "POST", body: { rate: share } });
    return [share === 0 ? "No call meets trouble by chance." : `Of 100 calls ${share * 100} meet trouble.`];
  },
  pause: async (base) => [timeLine(await setClock(base, { paused: true })), "Slack goes on. Go on: -- go."],
  go: async (base) => [timeLine(await setClock(base, { paused: false }))],
  async speed(base, word) {
    const speed = Number(needs("speed", "a number above 0, such as 60", word));
    if (!(speed > 0)) throw new BadInput(`speed wants a number above 0, not ${word}.`);
    return [timeLine(await setClock(base, { speed }))];
  },
  async jump(base, word = "next") {
    const after = await setClock(base, readJump(word));
    const happened = after.happened.map((kind) => `Happened: ${timerText(kind)}.`);
    return [timeLine(after), ...(happened.length > 0 ? happened : ["Nothing of the world fell due."])];
  },
  time: async (base) => [timeLine(await askWorld<ClockSnapshot>(base, "clock"))],
};
