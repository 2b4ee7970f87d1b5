import { fileURLToPath } from "node:url";
import { jwtSecretName } from "../../sim/world/constants.ts";
import { readFlags } from "../servers/flags.ts";
import { Unreachable } from "./ask.ts";
import type { Target } from "./asked.ts";
import { cleanUps, contracts } from "./contracts.ts";
import { refusedAtTheDoor } from "./door.ts";
import { startTargets, targetElsewhere, valuesOfTheEstate, wanted } from "./targets.ts";
import { askAndTidy } from "./tidy.ts";
import { told } from "./words.ts";

const services = ["isb", "slack", "aws"] as const;
const variables = services.map((service) => {
  const lines = Object.entries(wanted[service]).map(
    ([name, { says, optional }]) => `    ${name.padEnd(24)}${says}${optional ? " (may be left out)" : ""}`,
  );
  return `  --${service} wants in the environment:\n${lines.join("\n")}`;
});
const ofTheEstate = Object.entries(valuesOfTheEstate)
  .map(([name, value]) => `    ${name}=${value}`)
  .join("\n");
const usage = `npm run test:contract -- [--isb <url>] [--slack <url>] [--aws <url>] [--writes] [--timeout 30]
Asks each service what its contract says and compares the answers. Without an address it asks the estate, which it starts itself.
  --isb <url>      with the stage, such as https://abc.execute-api.us-west-2.amazonaws.com/prod
  --slack <url>    such as https://slack.com
  --aws <url>      one address for all services, or one such as https://{endpoint}.{region}.amazonaws.com
  --writes         elsewhere too asks what changes something, and undoes it; the estate is always asked all.
                   At ISB that makes a private template and two leases of ISB_CONTRACT_PERSON. One of them takes an
                   account of the pool, which goes through ISB's cleanup after it (and through the hold of a billing
                   separator, where there is one) before anybody can be given it again.
  --timeout <s>    how long to wait for an answer; ISB's gateway itself waits 29 s
${variables.join("\n")}
  An estate that runs here (npm start) takes
${ofTheEstate}
    and for ISB_JWT_SECRET what its Secrets Manager holds: aws secretsmanager get-secret-value --secret-id
    ${jwtSecretName} --endpoint-url http://127.0.0.1:4311
What it made it takes away also when an answer fails or it is told to stop (Ctrl-C), and says what may have stayed.
It ends with 0 when every answer was as expected and nothing stayed, 1 when not, 2 when it could not ask.`;

const { values: flags, whole } = readFlags(
  {
    isb: { type: "string" },
    slack: { type: "string" },
    aws: { type: "string" },
    writes: { type: "boolean", default: false },
    timeout: { type: "string", default: "30" },
  },
  usage,
);
const say = (line: string) => process.stdout.write(`${line}\n`);
const stop = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
};

/** The services at the addresses that were given. */
const elsewhere = services.flatMap((service): Target[] => {
  const url = flags[service];
  if (url === undefined) return [];
  if (!/^https?:\/\/[^/]/.test(url)) stop(`--${service} wants an address such as http://127.0.0.1:4312, got ${url}.`);
  const found = targetElsewhere(service, url, process.env);
  if ("target" in found) return [found.target];
  return stop(`--${service} needs ${found.missing.join(" and ")} in the environment; --help says what they are.`);
});

const timeoutMs = whole("timeout", flags.timeout, 1) * 1_000;
const manifestPath = fileURLToPath(new URL("../../manifest.yml", import.meta.url));
const estate = elsewhere.length === 0 ? await startTargets({ manifestPath }) : undefined;
let stayed = 0;
const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopped.abort());
let different = 0;
let asked = 0;
for (const target of estate?.targets ?? elsewhere) {
  if (stopped.signal.aborted) break;
  const refused = await refusedAtTheDoor(target, timeoutMs);
  if (refused) stop(refused);
  const contract = { asks: contracts[target.service], cleanUp: cleanUps[target.service] };
  const outcomes = await askAndTidy(target, contract, {
    writes: flags.writes || estate !== undefined,
    timeoutMs,
    stop: stopped.signal,
    onLeft: (what) => {
      stayed += 1;
      say(`May have stayed at ${target.url}: ${what}.`);
    },
  }).catch((error: unknown) => {
    if (error instanceof Unreachable) return stop(`Nothing answers at ${target.url}: ${error.message}.`);
    throw error;
  });
  different += outcomes.filter(({ is }) => is === "different").length;
  asked += outcomes.filter(({ is }) => is !== "not asked").length;
  for (const line of told(target, outcomes)) say(line);
}
await estate?.close();
process.exit(different === 0 && stayed === 0 && asked > 0 && !stopped.signal.aborted ? 0 : 1);
