import { success } from "../jsend.ts";
import type { Handler } from "./context.ts";

/** GET /configurations. A real deployment shows a change only minutes later, container by container; here at once. */
export const getConfigurations: Handler = ({ world }) => success(200, world.state.isb.configuration);
