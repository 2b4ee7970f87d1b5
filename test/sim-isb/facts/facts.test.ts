import { describe, test } from "vitest";
import { startIsb } from "../estate.ts";
import { authentication } from "./authentication.ts";
import { envelope } from "./envelope.ts";
import { transport } from "./transport.ts";

const all = [...transport, ...authentication, ...envelope];
describe.each([...new Set(all.map(({ section }) => section))])("%s", (section) => {
  test.each(all.filter((fact) => fact.section === section))("$says", async ({ check, start }) => {
    await check(await startIsb(start));
  });
});
