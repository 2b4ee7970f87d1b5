/** An AWS account id: twelve digits, kept as text because it may begin with 0. */
export type AccountId = string;

const shape = /^\d{12}$/;

export const isAccountId = (text: string): text is AccountId => shape.test(text);

/** Reads an id as people write it (spaces or hyphens between groups allowed); undefined when it is not twelve digits. */
export const parseAccountId = (text: string): AccountId | undefined => {
  const digits = text.replaceAll(/[\s-]/g, "");
  return isAccountId(digits) ? digits : undefined;
};
