import { App, HTTPReceiver, LogLevel } from "@slack/bolt";

/** The baseline: a Bolt app that acknowledges and does nothing else. Prints its port. */
const [, , signingSecret = ""] = process.argv;
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: "xoxb-none", botId: "B0", botUserId: "U0" }),
});
app.command("/isb", async ({ ack }) => ack());
const server = await app.start({ port: 0, host: "127.0.0.1" });
process.stdout.write(`${JSON.stringify({ port: (server.address() as { port: number }).port })}\n`);
