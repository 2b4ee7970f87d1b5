import type { Isb, IsbSession } from "../clients/isb/isb.ts";
import type { Person } from "../domain/person.ts";
import { isProblem, Problem } from "../domain/problem.ts";
import { isbRoleOf } from "../domain/role.ts";

/** ISB asked in this person's name with every role they hold now. */
export const asHeld = (isb: Isb, person: Person): IsbSession =>
  isb.as({ email: person.identity.email, roles: person.held.map((role) => isbRoleOf[role]) });

/** ISB asked in this person's name as a plain user, whatever else they are. */
export const asUser = (isb: Isb, person: Person): IsbSession =>
  isb.as({ email: person.identity.email, roles: [isbRoleOf.user] });

/**
 * A call to ISB whose refusal is explained. In maintenance mode ISB refuses everybody but Admins with the same 403 as a bad
 * token (ISB v1.2.14 authoriser), so its configuration, which it still tells, is asked before blaming the token.
 */
export const explained = async <T>(session: IsbSession, call: (session: IsbSession) => Promise<T>): Promise<T> => {
  try {
    return await call(session);
  } catch (error) {
    if (!isProblem(error) || (error.code !== "isb-auth" && error.code !== "isb-refused")) throw error;
    const configuration = await session.configuration().catch(() => undefined);
    if (!configuration?.maintenanceMode) throw error;
    throw new Problem("maintenance", "The Innovation Sandbox is in maintenance: it answers administrators only.", {
      next: "Try again when the maintenance is over.",
      retryable: true,
      cause: error,
    });
  }
};
