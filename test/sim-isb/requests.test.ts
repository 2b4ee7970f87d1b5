import { describe, expect, test } from "vitest";
import { leaseIdOf, startIsb } from "./estate.ts";

describe("bodies", () => {
  test.each([
    ["a type that is not JSON", "text/plain", "{}", 415],
    ["no body", "application/json", undefined, 415],
    ["a broken body", "application/json", "{", 415],
    ["no type counts as JSON", undefined, '{"nonsense":1}', 400],
    ["a key nobody knows", "application/json", '{"leaseTemplateName":"empty-sandbox"}', 400],
    [
      "a null email",
      "application/json",
      '{"leaseTemplateUuid":"33333333-0000-4000-8000-000000000001","userEmail":null}',
      400,
    ],
    [
      "an empty email",
      "application/json",
      '{"leaseTemplateUuid":"33333333-0000-4000-8000-000000000001","userEmail":""}',
      400,
    ],
  ])("%s", async (_name, type, body, status) => {
    const estate = await startIsb();
    const { token } = await estate.user();
    const headers = { Authorization: `Bearer ${token}`, "User-Agent": "t", ...(type ? { "Content-Type": type } : {}) };
    const reply = await estate.send("POST", "/leases", { headers, ...(body === undefined ? {} : { body }) });
    expect(reply).toMatchObject({ status, body: { status: "fail" } });
    expect(reply.body.data?.errors?.[0]?.message).toBeTruthy();
  });

  test("a validation error names its field", async () => {
    const estate = await startIsb();
    const reply = await (await estate.user()).post("/leases", { leaseTemplateUuid: "empty-sandbox" });
    expect(reply.body.data?.errors).toEqual([{ field: "leaseTemplateUuid", message: expect.any(String) }]);
  });
});

describe("lists", () => {
  test("pages follow one another to a null at the end, which may stand on an empty page", async () => {
    const estate = await startIsb();
    const admin = await estate.admin();
    const seen: unknown[] = [];
    let next: string | null | undefined;
    let pages = 0;
    do {
      const after = next ? `&pageIdentifier=${encodeURIComponent(next)}` : "";
      const { status, body } = await admin.get(`/leases?pageSize=3${after}`);
      expect(status).toBe(200);
      seen.push(...(body.data?.result ?? []).map(({ leaseId }) => leaseId));
      next = body.data?.nextPageIdentifier as string | null;
      pages += 1;
    } while (next !== null);
    expect(new Set(seen).size).toBe(estate.world.state.isb.leases.length);
    expect(pages).toBe(3);
  });

  test.each([
    ["pageSize=0", 400],
    ["pageSize=2001", 400],
    ["pageSize=two", 400],
    ["pageIdentifier=", 500],
    ["pageIdentifier=garbage", 500],
    ["status=Active", 200],
    ["userEmail=user1+x@example.gov.uk", 400],
    ["userEmail=user1%2Bx%40example.gov.uk", 200],
    ["pageIdentifier=%2525", 500],
    ["pageIdentifier=%25", 400],
  ])("GET /leases?%s is %i", async (query, status) => {
    const estate = await startIsb();
    expect((await (await estate.admin()).get(`/leases?${query}`)).status).toBe(status);
  });

  test("an error nobody foresaw says nothing about itself", async () => {
    const estate = await startIsb();
    expect((await (await estate.admin()).get("/leases?pageIdentifier=garbage")).body).toEqual({
      status: "error",
      message: "An unexpected error occurred.",
    });
  });

  test("PRIVATE templates are taken out of a plain User's pages after paging", async () => {
    const estate = await startIsb();
    const names = async (role: string) =>
      (await (await estate.as("user1", role)).get("/leaseTemplates")).body.data?.result?.map(({ name }) => name);
    expect(await names("Manager")).toHaveLength(6);
    expect(await names("User")).toHaveLength(5);
    expect(await names("User")).not.toContain("private-lab");
    const sizes: number[] = [];
    let next: string | null = "";
    while (next !== null) {
      const after: string = next ? `&pageIdentifier=${encodeURIComponent(next)}` : "";
      const { body } = await (await estate.user()).get(`/leaseTemplates?pageSize=1${after}`);
      sizes.push(body.data?.result?.length ?? 0);
      next = body.data?.nextPageIdentifier as string | null;
    }
    expect(sizes.filter((size) => size === 0)).toHaveLength(2);
  });
});

describe("lease ids", () => {
  test("raw padded base64 is read, anything else is not", async () => {
    const estate = await startIsb();
    const [lease] = estate.leasesOf("admin2");
    if (!lease) throw new Error("no lease");
    const id = leaseIdOf(lease);
    expect(id).toMatch(/=$/);
    const manager = await estate.manager();
    expect(await manager.get(`/leases/${id}`)).toMatchObject({ status: 200, body: { data: { leaseId: id } } });
    expect(await manager.get(`/leases/${encodeURIComponent(id)}`)).toMatchObject({
      status: 400,
      body: { data: { errors: [{ message: "Invalid base64" }] } },
    });
    expect((await manager.get(`/leases/${id.replace(/=+$/, "")}`)).status).toBe(400);
    expect((await manager.get(`/leases/${lease.uuid}`)).status).toBe(400);
    const other = leaseIdOf({ ...lease, userEmail: lease.userEmail.toUpperCase() });
    expect((await manager.get(`/leases/${other}`)).status).toBe(404);
  });

  test("a plain User reads only their own", async () => {
    const estate = await startIsb();
    const [lease] = estate.leasesOf("admin2");
    if (!lease) throw new Error("no lease");
    const reply = await (await estate.user()).get(`/leases/${leaseIdOf(lease)}`);
    expect(reply).toMatchObject({ status: 403, body: { status: "fail" } });
  });
});
