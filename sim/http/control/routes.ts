/** By method and path below `/_control/`: what is answered to a body and a query. Throws on what is not understood. */
export type ControlRoutes = Readonly<Record<string, (body: unknown, query: URLSearchParams) => unknown>>;
