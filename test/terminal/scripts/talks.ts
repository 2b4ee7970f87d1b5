/** Says what it was told to, then what it sees of the environment, and stays until it is ended. Arguments: how it behaves. */
const how = process.argv[2];

if (how === "fails") {
  process.stderr.write("the disk is full\n");
  process.exit(3);
}
process.stdout.write(
  `${JSON.stringify({ event: "hello", pid: process.pid, environment: Object.keys(process.env).sort() })}\n`,
);
if (how === "deaf") process.on("SIGTERM", () => {});
setInterval(() => {}, 60_000);
if (how !== "silent") process.stdout.write(`${JSON.stringify({ event: "ready" })}\n`);
