import type { Isb, IsbSession } from "../clients/isb/isb.ts";
import type { Person } from "../domain/person.ts";
import { isbRoleOf } from "../domain/role.ts";

/** ISB asked in this person's name with every role they hold now. */
export const asHeld = (isb: Isb, person: Person): IsbSession =>
  isb.as({ email: person.identity.email, roles: person.held.map((role) => isbRoleOf[role]) });

/** ISB asked in this person's name as a plain user, whatever else they are. */
export const asUser = (isb: Isb, person: Person): IsbSession =>
  isb.as({ email: person.identity.email, roles: [isbRoleOf.user] });
