import { DeleteCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../domain/clock.ts";
import { days } from "../domain/duration.ts";
import { conditionalWrite, createItem } from "./conditional-write.ts";
import { dueShard } from "./item.ts";

/**
 * What somebody asked, written down before it is acknowledged: once acknowledged, no crash can lose it,
 * and the same delivery twice is one request.
 */
export interface Intake {
  /** False when this delivery was written down before. Throws when the table cannot be reached: then do not acknowledge. */
  accept(key: string, request: unknown): Promise<boolean>;
  /** Takes up what a crash left behind; undefined when it is answered already or somebody else has it. */
  takeUp(key: string, seenWakeAt: number): Promise<unknown | undefined>;
  /** It is answered. The key is kept for a day, so that a late repeat is still known. */
  settle(key: string): Promise<void>;
  /** It cannot be answered: forget it. */
  drop(key: string): Promise<void>;
}

/** A request that was not answered by then is taken up by any worker, wall-clock milliseconds. */
const takeUpAfterMs = 20_000;
/** The answer to a request older than this would only confuse. */
const staleAfterMs = 20 * 60_000;

export interface IntakeDeps {
  client: DynamoDBDocumentClient;
  table: string;
  clock: Clock;
  newId: () => string;
}

export const createIntake = ({ client, table, clock, newId }: IntakeDeps): Intake => {
  const pkOf = (key: string) => `INTAKE#${key}`;
  const drop = async (key: string) => {
    await client.send(new DeleteCommand({ TableName: table, Key: { pk: pkOf(key) } }));
  };
  return {
    async accept(key, request) {
      const now = clock.now();
      const item = {
        pk: pkOf(key),
        v: 1,
        request: JSON.stringify(request),
        acceptedAt: now,
        due: dueShard,
        wakeAt: now + clock.wire(takeUpAfterMs),
        ttl: Math.floor((now + days(1)) / 1000),
      };
      return createItem(client, table, item, newId);
    },
    async takeUp(key, seenWakeAt) {
      const now = clock.now();
      const taken = await conditionalWrite(
        client,
        table,
        {
          pk: pkOf(key),
          set: { wakeAt: now + clock.wire(takeUpAfterMs) },
          condition: "wakeAt = :seen AND attribute_exists(due)",
          values: { seen: seenWakeAt },
          returnItem: true,
        },
        newId,
      );
      if (!taken.won || !taken.item) return undefined;
      if (now - (taken.item.acceptedAt as number) > clock.wire(staleAfterMs)) {
        await drop(key);
        return undefined;
      }
      return JSON.parse(taken.item.request as string);
    },
    async settle(key) {
      await conditionalWrite(
        client,
        table,
        { pk: pkOf(key), remove: ["due", "wakeAt", "request"], condition: "attribute_exists(pk)" },
        newId,
      );
    },
    drop,
  };
};
