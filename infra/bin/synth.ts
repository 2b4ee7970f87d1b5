import { fileURLToPath } from "node:url";
import { App } from "aws-cdk-lib";
import { createIsbBotStack } from "../lib/isb-bot-stack.ts";

const outdir = process.argv[2] ?? fileURLToPath(new URL("../cdk.out", import.meta.url));
const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
createIsbBotStack(app);
app.synth();
process.stdout.write(`${outdir}/isb-bot.template.json\n`);
