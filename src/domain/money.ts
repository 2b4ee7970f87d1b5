/** US dollars, the only currency ISB budgets have (ISB v1.2.14 `maxSpend`). */
export type Usd = number;

/** "$50.00", "$1,234.50", or "no limit" when ISB holds none. */
export const printUsd = (amount: Usd | null | undefined): string =>
  amount === null || amount === undefined
    ? "no limit"
    : new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" }).format(amount);
