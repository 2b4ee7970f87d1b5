import { createRegistry } from "../src/command/registry.ts";
import { help } from "./about/help.ts";
import { menu } from "./about/menu.ts";
import { whoami } from "./about/whoami.ts";
import { jobCancel } from "./job/cancel.ts";
import { jobList } from "./job/list.ts";
import { jobRetry } from "./job/retry.ts";
import { jobShow } from "./job/show.ts";
import { leaseAssign } from "./lease/assign.ts";
import { leaseList } from "./lease/list.ts";
import { leaseReview } from "./lease/review.ts";
import { leaseShow } from "./lease/show.ts";
import { leaseTemplates } from "./lease/templates.ts";

/** Every command there is, in the order help shows them. */
export const createCommands = () =>
  createRegistry([
    leaseAssign,
    leaseList,
    leaseShow,
    leaseTemplates,
    leaseReview,
    jobList,
    jobShow,
    jobCancel,
    jobRetry,
    whoami,
    help,
    menu,
  ]);
