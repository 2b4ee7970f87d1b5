/** How long the bot may stay silent before its container counts as dead. It writes its sign of life every 15 s. */
const silentMs = 60_000;

/**
 * Ends with 0 while the bot's sign of life is fresh, else with 1. Written for `node -e`: the image has no shell tools to ask with.
 * ECS ignores a Dockerfile's HEALTHCHECK (ECS developer guide, container health checks), so it stands there and in the task; a test holds them equal.
 */
export const healthCheckScript = `process.exit(Date.now()-require("node:fs").statSync(process.env.ISB_ALIVE_FILE||"/tmp/isb-alive").mtimeMs<${silentMs}?0:1)`;
