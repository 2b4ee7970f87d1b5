import { bearClosedPipes } from "../processes/closed-pipe.ts";
import { insistOnNode } from "../processes/wanted-node.ts";

/** `npm run isb -- <words>`: asks `/isb <words>` on the local estate as any person, and shows what that person sees. See `flags.ts`. */

insistOnNode();
bearClosedPipes();
const { runIsb } = await import("./run-isb.ts");
process.exitCode = await runIsb(process.argv.slice(2));
