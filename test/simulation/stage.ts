import type { Bot } from "./bot.ts";
import { startBot } from "./bot.ts";
import { createPromises, type Promises } from "./broken-promise.ts";
import { missingClaims } from "./claim-rules.ts";
import type { Dice } from "./dice.ts";
import { createMishaps, type Faults } from "./faults.ts";
import { type Betrayal, createFlakyTable } from "./flaky-table.ts";
import { createHost, type Host } from "./host.ts";
import { createIntakeRules } from "./intake-rules.ts";
import { createJobRules } from "./job-rules.ts";
import { createLaneRules, hasPermit } from "./lane-rules.ts";
import { createLittleSlack, type LittleSlack } from "./little-slack.ts";
import { createOutside, type Outside, type Thing } from "./outside.ts";
import type { WorkflowPlan } from "./plan.ts";
import { createProcess, type Process } from "./process.ts";
import { createTrace, type Trace } from "./trace.ts";
import { createWaits, type Waits } from "./waits.ts";
import { createWatchedTable, type Look, type WatchedTable } from "./watched-table.ts";
import { createWire } from "./wire.ts";
import { buildWorkflow } from "./workflow.ts";

/** One world: a table, an outside and a Slack that processes come and go around. */
export interface Stage {
  host: Host;
  trace: Trace;
  promises: Promises;
  table: WatchedTable;
  outside: Outside;
  slack: LittleSlack;
  waits: Waits;
  /** Requests whose asker was told that they failed. */
  refused: ReadonlySet<string>;
  /** How often a worker let a job go in the middle. */
  readonly letGo: number;
  /** A new process with a bot in it. */
  start(): { process: Process; bot: Bot };
}

export const createStage = ({
  plans,
  faults,
  dice,
  betray,
}: {
  plans: readonly WorkflowPlan[];
  faults: Faults;
  dice: Dice;
  betray: Betrayal;
}): Stage => {
  const host = createHost();
  const trace = createTrace(host);
  const promises = createPromises();
  const { skewMs } = faults.process;
  const waits = createWaits(host);
  const workflows = plans.map((plan) => buildWorkflow(plan, { has: never, do: never }, waits));
  const rules: readonly Look[] = [
    createJobRules({ promises, now: host.now, skewMs }),
    createIntakeRules({ promises, now: host.now, skewMs }),
    createLaneRules({ promises }),
  ];
  const processes: Process[] = [];
  const rude = dice.fork();
  /** The worst moment for a frozen process to go on is right after another took its place. */
  const wakeTheDisplaced: Look = ({ before, after, by }) => {
    const displaced = before?.epoch !== after?.epoch || before?.outboxClaim !== after?.outboxClaim;
    if (!before || !displaced) return;
    for (const each of processes) {
      if (each.frozen && each.name !== by.process && rude.chance(0.5)) host.after(rude.between(0, 30), each.thaw);
    }
  };
  const table = createWatchedTable(host, (write) => {
    for (const look of [...rules, wakeTheDisplaced]) look(write);
  });
  /** Looked at when a call begins, as the table stands then. */
  const insistOnRight = ({ job, key, lane }: Thing): void => {
    const missing = missingClaims(table.items, workflows, job);
    promises.insist(missing.length === 0, () => `${key} is done without holding ${missing.join(", ")}`);
    promises.insist(
      lane === undefined || hasPermit(table.items, lane, job),
      () => `${key} is done without a permit of ${lane}`,
    );
  };
  const outside = createOutside({ dice: dice.fork(), faults, promises, insistOnRight });
  const slack = createLittleSlack({ dice: dice.fork(), faults, promises });
  const mishap = createMishaps(faults, dice.fork());
  const refused = new Set<string>();
  let letGo = 0;

  return {
    host,
    trace,
    promises,
    table,
    outside,
    slack,
    waits,
    refused,
    get letGo() {
      return letGo;
    },
    start() {
      const process = createProcess(host, `bot-${processes.length + 1}`, dice.between(0, skewMs));
      processes.push(process);
      trace.note(process.name, "starts");
      const wire = createWire({ host, process, trace, mishap });
      const client = outside.client(wire);
      const bot = process.inside(() =>
        startBot({
          process,
          table: createFlakyTable({ table, wire, process, dice: dice.fork(), faults, betray }),
          poster: slack.poster(wire),
          workflows: plans.map((plan) => buildWorkflow(plan, client, waits)),
          dice: dice.fork(),
          onWarning: (message) => {
            trace.note(process.name, message);
            if (message.startsWith("a job was let go")) letGo += 1;
          },
          onRefused: (key) => refused.add(key),
        }),
      );
      return { process, bot };
    },
  };
};

const never = (): Promise<never> => Promise.reject(new Error("nobody does anything here"));
