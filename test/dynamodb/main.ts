import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { fetchEngine } from "./engine.ts";

/**
 * `npm run test:dynamodb`: the table's contracts against Amazon's DynamoDB Local. It listens on every address, so it and
 * its tests run in a network of their own that holds nothing but the loopback. What is missing is a failure in CI, and
 * skipped with a word elsewhere.
 */

const works = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

/** The longest beginning of a command line that gives a network of its own here. */
const ways: readonly (readonly [string, ...string[]])[] = [
  ["unshare", "-n"],
  ["unshare", "-rn"],
  ["sudo", "-n", "unshare", "-n"],
];
const apart = ways.find(([command, ...args]) => works(command, ...args, "ip", "link", "set", "lo", "up"));

const missing = [
  ...(works("java", "-version") ? [] : ["Java 17 (`java` on the path)"]),
  ...(apart ? [] : ["a network of its own (`unshare -n` and `ip`, as root or with user namespaces)"]),
];

if (missing.length > 0 || !apart) {
  process.stderr.write(`DynamoDB Local needs ${missing.join(" and ")}.\n`);
  process.stderr.write(process.env.CI ? "In CI it must run.\n" : "Its tests are skipped.\n");
  process.exit(process.env.CI ? 1 : 0);
}

const inside = fileURLToPath(new URL("inside.ts", import.meta.url));
const [command, ...args] = apart;
const script = 'ip link set lo up && exec "$@"';
const { status } = spawnSync(
  command,
  [...args, "sh", "-c", script, "sh", process.execPath, inside, fetchEngine(), ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exit(status ?? 1);
