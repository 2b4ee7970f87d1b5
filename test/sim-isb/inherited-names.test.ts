import { expect, test } from "vitest";
import { startIsb } from "./estate.ts";

/** Names that every JavaScript object answers to: to ISB they are words like any other. */
test.each(["constructor", "__proto__", "toString"])(
  "%s is no route, no id, no field and no control route",
  async (word) => {
    const estate = await startIsb();
    const admin = await estate.admin();
    const leaseTemplateUuid = estate.template("empty-sandbox").uuid;
    const statuses = [
      await admin.get(`/${word}`),
      await admin.get(`/leaseTemplates/${word}`),
      await admin.post("/leases", { leaseTemplateUuid, [word]: "x" }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([403, 404, 400]);
    expect(await estate.control("POST", word, {})).toEqual({ ok: false, error: "no such control route" });
    expect(await estate.control("POST", "config", { [word]: true })).toMatchObject({ ok: false });
  },
);
