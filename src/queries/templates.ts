import { createRemembered } from "../clients/identity-center/remembered.ts";
import type { Isb, IsbSession, Listing } from "../clients/isb/isb.ts";
import type { LeaseTemplate } from "../clients/isb/lease-template.ts";
import type { Clock } from "../domain/clock.ts";
import type { Person } from "../domain/person.ts";
import { asHeld, asUser } from "./isb-session.ts";

/** Lease templates as a person may see them, by name. */
export interface Templates {
  list(person: Person): Promise<Listing<LeaseTemplate>>;
  /** Those a plain user sees, whatever else this person is: what they may ask for themself. */
  forOneself(person: Person): Promise<Listing<LeaseTemplate>>;
  /** As `list`, but up to `rememberedMs` old: for choices offered while somebody types. */
  recent(person: Person): Promise<Listing<LeaseTemplate>>;
}

const rememberedMs = 60_000;

export const createTemplates = ({ isb, clock }: { isb: Isb; clock: Clock }): Templates => {
  const remembered = createRemembered<Listing<LeaseTemplate>>({ clock, forMs: rememberedMs });
  const byName = async (session: IsbSession): Promise<Listing<LeaseTemplate>> => {
    const { items, ...rest } = await session.listTemplates();
    return {
      items: [...items].sort((one, other) => one.name.localeCompare(other.name, "en", { sensitivity: "base" })),
      ...rest,
    };
  };
  const list = (person: Person): Promise<Listing<LeaseTemplate>> => byName(asHeld(isb, person));
  return {
    list,
    forOneself: (person) => byName(asUser(isb, person)),
    // What ISB shows depends on the roles alone, so people of the same roles share an answer.
    recent: (person) => remembered(person.held.join(), () => list(person)),
  };
};
