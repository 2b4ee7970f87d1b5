/** An AWS account id: twelve digits, kept as text because it may begin with 0. */
export type AccountId = string;

const shape = /^\d{12}$/;

export const isAccountId = (text: string): text is AccountId => shape.test(text);
