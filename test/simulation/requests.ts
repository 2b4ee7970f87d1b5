import { minutes, seconds } from "../../src/domain/duration.ts";
import { jobIdOf } from "../../src/jobs/jobs.ts";
import { userOne } from "../jobs/new-job.ts";
import { opsChannel } from "./bot.ts";
import type { Dice } from "./dice.ts";
import type { Faults } from "./faults.ts";
import type { Fleet } from "./fleet.ts";
import { closedChannel } from "./little-slack.ts";
import type { Stage } from "./stage.ts";

/** A request for a job. */
export interface Asked {
  key: string;
  jobId: string;
  workflow: string;
  channelId: string;
  args: { person: string; dryRun: boolean };
  /** Slack was told that it arrived: from then on it must not get lost. */
  acknowledged: boolean;
  /** Slack delivers it no more. */
  givenUp: boolean;
}

/** Slack's patience for an acknowledgement, and its pauses before it delivers again, milliseconds. */
const deliversAgainAfterMs = [seconds(3), seconds(60), minutes(5)];

/** People ask for jobs, and Slack brings it to whichever bot is there, until one says that it arrived and sometimes beyond. */
export const makeRequests = ({
  stage: { host, trace },
  fleet,
  faults,
  workflows,
  jobs,
  busyMs,
  dice,
}: {
  stage: Stage;
  fleet: Fleet;
  faults: Faults;
  workflows: readonly string[];
  jobs: number;
  busyMs: number;
  dice: Dice;
}): readonly Asked[] => {
  const asked: Asked[] = [];

  const deliver = (request: Asked, delivery: number): void => {
    const { key, workflow, channelId, args } = request;
    const one = fleet.any();
    trace.note("Slack", `delivers ${request.jobId} to ${one?.process.name ?? "nobody"}`);
    one?.process.inside(() =>
      one.bot.incoming.receive(
        { key, command: workflow, args, slackUserId: userOne.slackId, teamId: userOne.teamId, channelId },
        {
          ack: async () => {
            request.acknowledged = true;
          },
          refuse: async () => undefined,
        },
      ),
    );
    const next = deliversAgainAfterMs[delivery];
    request.givenUp = next === undefined;
    if (next === undefined) return;
    host.after(next, () => {
      if (!request.acknowledged || dice.chance(faults.repeatedDeliveries)) deliver(request, delivery + 1);
    });
  };

  const ask = (): void => {
    const key = dice.name();
    const request = {
      key,
      jobId: jobIdOf(key),
      workflow: dice.pick(workflows),
      channelId: dice.pick([opsChannel, "C0GENERAL", closedChannel]),
      args: { person: dice.pick(["ann", "bob"]), dryRun: dice.chance(0.1) },
      acknowledged: false,
      givenUp: false,
    };
    asked.push(request);
    deliver(request, 0);
  };

  // Those who ask at the same moment want the same lanes and the same people.
  const together = dice.chance(0.4);
  for (let n = 0; n < jobs; n += 1) host.after(dice.between(0, n === 0 || together ? 100 : busyMs / 2), ask);
  return asked;
};
