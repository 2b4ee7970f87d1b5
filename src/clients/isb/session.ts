import type { z } from "zod";
import { isProblem } from "../../domain/problem.ts";
import type { Caller } from "./caller.ts";
import { type Codec, withoutNulls } from "./codec.ts";
import type { IsbActor, IsbSession } from "./isb.ts";
import { unexpectedAnswer } from "./isb-problems.ts";
import { leaseSchema } from "./lease.ts";
import { readRefused, requestRefused, reviewRefused } from "./lease-refusals.ts";
import { leaseTemplateSchema } from "./lease-template.ts";
import { changes, type Operation } from "./operation.ts";
import { allPages } from "./pages.ts";

/** ISB in one person's name. */
export const createSession = ({ actor, call, codec }: { actor: IsbActor; call: Caller; codec: Codec }): IsbSession => {
  const readAs = <T>(operation: Operation, read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw isProblem(error) ? error : unexpectedAnswer(error, changes(operation));
    }
  };

  const ask = async <Schema extends z.ZodType>(operation: Operation, schema: Schema): Promise<z.output<Schema>> => {
    const data = await call(actor, operation);
    return readAs(operation, () => schema.parse(withoutNulls(data)));
  };

  const list = <Schema extends z.ZodType>(
    path: "/leases" | "/leaseTemplates",
    schema: Schema,
    query: Readonly<Record<string, string>> = {},
  ) =>
    allPages(schema, (identifier) =>
      call(actor, {
        name: `GET ${path}`,
        method: "GET",
        path,
        query: identifier === undefined ? query : { ...query, pageIdentifier: identifier },
      }),
    );

  return {
    async configuration() {
      const operation: Operation = { name: "GET /configurations", method: "GET", path: "/configurations" };
      const data = await call(actor, operation);
      return readAs(operation, () => codec.configuration(data));
    },
    listTemplates: () => list("/leaseTemplates", leaseTemplateSchema),
    listLeases: (filter = {}) => list("/leases", leaseSchema, filter.userEmail ? { userEmail: filter.userEmail } : {}),
    async getLease(key) {
      const operation: Operation = {
        name: "GET /leases/{leaseId}",
        method: "GET",
        path: `/leases/${codec.leaseId(key)}`,
        refused: readRefused,
      };
      return ask(operation, leaseSchema).catch((error: unknown) => {
        if (isProblem(error) && error.code === "lease-unknown") return undefined;
        throw error;
      });
    },
    requestLease: ({ templateUuid, comments, forEmail }) =>
      ask(
        {
          name: "POST /leases",
          method: "POST",
          path: "/leases",
          body: {
            leaseTemplateUuid: templateUuid,
            ...(comments ? { comments } : {}),
            ...(forEmail ? { userEmail: forEmail } : {}),
          },
          refused: requestRefused,
        },
        leaseSchema,
      ),
    async reviewLease(key, action) {
      await call(actor, {
        name: "POST /leases/{leaseId}/review",
        method: "POST",
        path: `/leases/${codec.leaseId(key)}/review`,
        body: { action },
        refused: reviewRefused,
      });
    },
  };
};
