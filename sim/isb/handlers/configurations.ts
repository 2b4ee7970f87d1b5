import { success } from "../jsend.ts";
import type { Handler } from "./context.ts";

/** GET /configurations. */
export const getConfigurations: Handler = ({ configuration }) => success(200, configuration);

/** POST /configurations: a route of ISB v1.2.14 that no role may call, so that its handler is never reached. */
export const postConfigurations: Handler = () => {
  throw new Error("the configuration is changed in AppConfig only");
};
