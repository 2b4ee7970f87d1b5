/** Something that one job at a time may change. `words` name it to people: "User One". */
export interface Claim {
  kind: "account" | "lease" | "person";
  id: string;
  words: string;
}

const prefix = "CLAIM#";
/** The same from every process, and in an order: two jobs that want the same two things ask for them in the same one. */
export const claimKey = ({ kind, id }: Claim): string => `${prefix}${kind}#${id}`;
/** As the due index names it: the key without its first word. */
export const claimKeyOf = (dueId: string): string => `${prefix}${dueId}`;
