/** The addresses ISB accepts (ISB v1.2.14 checks with zod's email rule); anything looser would be refused there with a 400. */
const accepted = /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** RFC 5321's limit for a whole address, in characters. */
const longest = 254;

/** The address trimmed, letter case kept; undefined when ISB would not accept it. */
export const parseEmail = (text: string): string | undefined => {
  const trimmed = text.trim();
  return trimmed.length <= longest && accepted.test(trimmed) ? trimmed : undefined;
};

/** Trimmed and lower-cased: for comparing and looking up, never for what ISB stores (ISB compares letter case too). */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();

export const sameEmail = (one: string, other: string): boolean => normaliseEmail(one) === normaliseEmail(other);
