import { mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { insistOnNode } from "./processes/wanted-node.ts";

/** The bot's table on a laptop: DynamoDB's API, kept on disk. `node sim/table.ts [--path .isb/table] [--port 4313]`; port 0 takes any free one. */

insistOnNode();
const { default: dynalite } = await import("dynalite");

const { values: flags } = parseArgs({
  options: { path: { type: "string", default: ".isb/table" }, port: { type: "string", default: "4313" } },
});

// Its jobs may be of real people.
process.umask(0o077);
mkdirSync(flags.path, { recursive: true });
const server = dynalite({ path: flags.path, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
server.once("error", (error) => {
  process.stderr.write(`The table cannot listen: ${error.message}\n`);
  process.exit(1);
});
server.listen(Number(flags.port), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  process.stdout.write(`${JSON.stringify({ event: "table-ready", pid: process.pid, table: url })}\n`);
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
    // Its files are whole at every moment; a close that hangs must not keep the person waiting.
    setTimeout(() => process.exit(0), 1_500).unref();
  });
}
