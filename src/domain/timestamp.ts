/** World milliseconds as ISO 8601 with milliseconds and `Z`, and back. */
export const toIso = (ms: number): string => new Date(ms).toISOString();
export const fromIso = (iso: string | Date): number => (iso instanceof Date ? iso : new Date(iso)).getTime();
