import { bearClosedPipes } from "../processes/closed-pipe.ts";
import { insistOnNode } from "../processes/wanted-node.ts";

/** `npm run estate -- …`: looks at, starts and stops the local estate's processes. */

insistOnNode();
bearClosedPipes();
const { runEstate } = await import("./estate-commands.ts");
process.exitCode = await runEstate(process.argv.slice(2));
