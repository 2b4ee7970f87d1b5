import { seconds } from "../../src/domain/duration.ts";
import type { Jobs } from "../../src/jobs/jobs.ts";
import { userOne } from "../jobs/new-job.ts";
import type { Dice } from "./dice.ts";
import type { Fleet } from "./fleet.ts";
import type { Asked } from "./requests.ts";
import type { Stage } from "./stage.ts";

const actor = { slackId: userOne.slackId, name: userOne.name };

type Wish = { what: string; most: number; act: (jobs: Jobs, jobId: string) => Promise<unknown> };

const wishes: readonly Wish[] = [
  { what: "nudging", most: 6, act: (jobs, jobId) => jobs.nudge(jobId) },
  { what: "cancelling", most: 3, act: (jobs, jobId) => jobs.cancel(jobId, actor) },
  { what: "retrying", most: 4, act: (jobs, jobId) => jobs.retry(jobId, actor) },
];

/** How often somebody decides what only a person can, milliseconds. */
const decideEveryMs = seconds(10);

/** Those who push, stop, try again and decide, through whichever bot is there, sometimes two at once. */
export const haveWishes = ({
  stage: { host, trace, waits },
  fleet,
  asked,
  busyMs,
  dice,
}: {
  stage: Stage;
  fleet: Fleet;
  asked: readonly Asked[];
  busyMs: number;
  dice: Dice;
}): void => {
  const tell = ({ what, act }: Wish, jobId: string): void => {
    const one = fleet.any();
    trace.note("person", `${what} ${jobId}`);
    one?.process.inside(() =>
      act(one.bot.jobs, jobId).then(
        (answer) => trace.note("person", `hears of ${what} ${jobId}: ${answer}`),
        (error) => trace.note("person", `hears of ${what} ${jobId}: ${error.message}`),
      ),
    );
  };

  const decide = (): void => {
    for (const key of waits.undecided()) {
      if (!dice.chance(0.3)) continue;
      trace.note("person", `decides ${key}`);
      waits.decide(key);
      const one = fleet.any();
      one?.process.inside(() => one.bot.jobs.nudge(key.split("/")[0] as string).catch(() => undefined));
    }
    host.after(decideEveryMs, decide);
  };

  host.after(decideEveryMs, decide);
  for (const wish of wishes) {
    const times = dice.chance(0.5) ? 0 : dice.between(1, wish.most);
    for (let n = 0; n < times; n += 1) {
      host.after(dice.between(0, busyMs), () => {
        if (asked.length === 0) return;
        const { jobId } = dice.pick(asked);
        for (let people = dice.chance(0.3) ? 2 : 1; people > 0; people -= 1) tell(wish, jobId);
      });
    }
  }
};
