// The job layer as it was released at 6167288, whose items have shape 1: made by `test/jobs/builds/README.md`, not by hand.
// src/jobs/dynamo-store.ts
import { GetCommand as GetCommand3, QueryCommand as QueryCommand2 } from "@aws-sdk/lib-dynamodb";

// src/domain/duration.ts
var msPerSecond = 1e3;
var msPerMinute = 60 * msPerSecond;
var msPerHour = 60 * msPerMinute;
var msPerDay = 24 * msPerHour;
var seconds = (count) => count * msPerSecond;
var minutes = (count) => count * msPerMinute;
var days = (count) => count * msPerDay;
var daysFromMs = 2 * msPerDay;

// src/jobs/conditional-write.ts
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  GetCommand,
  PutCommand,
  UpdateCommand
} from "@aws-sdk/lib-dynamodb";
var named = (path, names) => path.split(".").map((part) => {
  const name = `#${part.replaceAll(/[^A-Za-z0-9_]/g, "_")}`;
  names[name] = part;
  return name;
}).join(".");
var expression = (change) => {
  const names = {};
  for (const [name, attribute] of Object.entries(change.names ?? {})) names[`#${name}`] = attribute;
  const values = {};
  for (const [name, value] of Object.entries(change.values ?? {})) values[`:${name}`] = value;
  const sets = [];
  for (const [path, value] of Object.entries(change.set ?? {})) {
    const slot = `:s${sets.length}`;
    values[slot] = value;
    sets.push(`${named(path, names)} = ${slot}`);
  }
  for (const [path, rule] of Object.entries(change.compute ?? {})) sets.push(`${named(path, names)} = ${rule}`);
  const removes = (change.remove ?? []).map((path) => named(path, names));
  const parts = [
    ...sets.length > 0 ? [`SET ${sets.join(", ")}`] : [],
    ...removes.length > 0 ? [`REMOVE ${removes.join(", ")}`] : []
  ];
  return {
    UpdateExpression: parts.join(" "),
    ...Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {},
    ...Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}
  };
};
var conditionalWrite = async (client, table, change, newWriteId) => {
  const writeId = newWriteId();
  const mark2 = change.mark ?? "writeId";
  try {
    const reply = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: change.pk },
        ...expression({ ...change, set: { ...change.set, [mark2]: writeId } }),
        ConditionExpression: change.condition,
        ReturnValues: change.returnItem ? "ALL_NEW" : "NONE"
      })
    );
    return { won: true, item: reply.Attributes };
  } catch (error) {
    const item = await readBack(client, table, change.pk);
    if (item?.[mark2] === writeId) return { won: true, item };
    if (isConditionFailure(error)) return { won: false, item };
    throw error;
  }
};
var createItem = async (client, table, item, newWriteId) => {
  const writeId = newWriteId();
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: { ...item, writeId },
        ConditionExpression: "attribute_not_exists(pk)"
      })
    );
    return true;
  } catch (error) {
    if ((await readBack(client, table, item.pk))?.writeId === writeId) return true;
    if (isConditionFailure(error)) return false;
    throw error;
  }
};
var isConditionFailure = (error) => error instanceof ConditionalCheckFailedException || error.name === "ConditionalCheckFailedException";
var readBack = async (client, table, pk) => {
  try {
    return (await client.send(new GetCommand({ TableName: table, Key: { pk }, ConsistentRead: true }))).Item;
  } catch {
    return void 0;
  }
};

// src/domain/timestamp.ts
var toIso = (ms) => new Date(ms).toISOString();
var fromIso = (iso) => (iso instanceof Date ? iso : new Date(iso)).getTime();

// src/jobs/record.ts
var rootOperationId = (jobId) => `root-${jobId}`;

// src/jobs/item.ts
var jobKey = (id) => `JOB#${id}`;
var jobIdOf = (key) => key.slice("JOB#".length);
var dueShard = "0";
var keepDays = 90;
var newJobItem = (job, now) => {
  const root = {
    Id: rootOperationId(job.id),
    Type: "EXECUTION",
    Status: "STARTED",
    StartTimestamp: toIso(now),
    ExecutionDetails: { InputPayload: JSON.stringify(job.input) }
  };
  return {
    pk: jobKey(job.id),
    v: 1,
    workflow: job.workflow,
    major: job.major,
    title: job.title,
    requester: job.requester,
    origin: job.origin,
    owner: job.requester.slackId,
    state: "queued",
    listed: "job",
    createdAt: now,
    epoch: 0,
    seq: 0,
    claims: 0,
    due: dueShard,
    wakeAt: now,
    order: [root.Id],
    operations: { [root.Id]: JSON.stringify(root) },
    rev: 1,
    sentRev: 0,
    sent: {},
    outboxDue: dueShard,
    outboxAt: now
  };
};
var parsed = (value) => typeof value === "string" ? JSON.parse(value) : void 0;
var recordOf = (item) => {
  if (item.v !== 1) throw new Error(`job item ${String(item.pk)} has shape v${String(item.v)}; this build reads v1`);
  const id = jobIdOf(String(item.pk));
  const stored = item.operations;
  const operations = /* @__PURE__ */ new Map();
  for (const key of item.order) operations.set(key, JSON.parse(stored[key]));
  const input = parsed(operations.get(rootOperationId(id))?.ExecutionDetails?.InputPayload);
  return {
    id,
    v: 1,
    workflow: item.workflow,
    major: item.major,
    title: item.title,
    input,
    state: item.state,
    requester: item.requester,
    origin: item.origin,
    createdAt: item.createdAt,
    ...item.endedAt === void 0 ? {} : { endedAt: item.endedAt },
    ...item.result === void 0 ? {} : { result: parsed(item.result) },
    ...item.problem === void 0 ? {} : { problem: item.problem },
    epoch: item.epoch,
    seq: item.seq,
    ...item.leaseUntil === void 0 ? {} : { leaseUntil: item.leaseUntil },
    wakeAt: item.wakeAt,
    claims: item.claims,
    nudged: item.nudged !== void 0,
    ...item.nudged === void 0 ? {} : { nudge: item.nudged },
    operations,
    rev: item.rev,
    sentRev: item.sentRev,
    sent: item.sent
  };
};

// src/jobs/list-jobs.ts
import { GetCommand as GetCommand2, QueryCommand } from "@aws-sdk/lib-dynamodb";

// src/jobs/table.ts
var dueIndex = "due";
var outboxIndex = "outboxDue";
var listedIndex = "listed";

// src/jobs/list-jobs.ts
var defaultLimit = 20;
var rowsAtOnce = 100;
var cursorAt = ({ pk, createdAt }) => Buffer.from(JSON.stringify({ pk, listed: "job", createdAt })).toString("base64url");
var startOf = (cursor) => JSON.parse(Buffer.from(cursor, "base64url").toString());
var listJobs = async (client, table, { slackId, state, limit = defaultLimit, cursor }) => {
  const rules = [];
  const values = { ":listed": "job" };
  const names = {};
  for (const [name, value] of Object.entries({ owner: slackId, state })) {
    if (value === void 0) continue;
    rules.push(`#${name} = :${name}`);
    names[`#${name}`] = name;
    values[`:${name}`] = value;
  }
  const rows = [];
  let from = cursor === void 0 ? void 0 : startOf(cursor);
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: listedIndex,
        KeyConditionExpression: "listed = :listed",
        ...rules.length > 0 ? { FilterExpression: rules.join(" AND "), ExpressionAttributeNames: names } : {},
        ExpressionAttributeValues: values,
        ScanIndexForward: false,
        Limit: rules.length > 0 ? rowsAtOnce : limit + 1 - rows.length,
        ...from ? { ExclusiveStartKey: from } : {}
      })
    );
    rows.push(...page.Items ?? []);
    from = page.LastEvaluatedKey;
  } while (from && rows.length <= limit);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const jobs = await Promise.all(shown.map(({ pk }) => client.send(new GetCommand2({ TableName: table, Key: { pk } }))));
  return {
    jobs: jobs.flatMap(({ Item: item }) => item ? [recordOf(item)] : []),
    ...last && rows.length > limit ? { cursor: cursorAt(last) } : {}
  };
};

// src/jobs/outbox-rights.ts
var mark = "senderWriteId";
var createOutboxRights = ({
  write,
  clock,
  newId
}) => ({
  async claimOutbox(id, until) {
    const claim = newId();
    const taken = await write({
      pk: jobKey(id),
      set: { outboxClaim: claim, outboxUntil: until, outboxAt: until },
      compute: { outboxBefore: "if_not_exists(outboxClaim, :nobody)" },
      condition: "attribute_exists(outboxDue) AND (attribute_not_exists(outboxUntil) OR outboxUntil < :now)",
      values: { now: clock.now(), nobody: "" },
      returnItem: true,
      mark
    });
    if (!taken.won || !taken.item) return void 0;
    return { record: recordOf(taken.item), tookOver: taken.item.outboxBefore !== "", claim };
  },
  async noteSent(id, claim, key, sent) {
    const noted = await write({
      pk: jobKey(id),
      set: { [`sent.${key}`]: sent },
      condition: "outboxClaim = :claim",
      values: { claim },
      mark
    });
    return noted.won;
  },
  async releaseOutbox(id, claim, outcome) {
    const free = ["outboxClaim", "outboxUntil", "outboxBefore"];
    const pk = jobKey(id);
    const held = { condition: "outboxClaim = :claim", values: { claim }, mark };
    if ("retryAt" in outcome) {
      const remove = outcome.inDoubt ? ["outboxUntil"] : free;
      await write({ pk, set: { outboxAt: outcome.retryAt }, remove, ...held });
      return;
    }
    const { sentRev } = outcome;
    const all = await write({
      pk,
      set: { sentRev },
      remove: [...free, "outboxDue", "outboxAt"],
      condition: `${held.condition} AND rev = :rev`,
      values: { claim, rev: sentRev },
      mark
    });
    if (!all.won) await write({ pk, set: { sentRev, outboxAt: clock.now() }, remove: free, ...held });
  }
});

// src/jobs/store.ts
var FenceLost = class extends Error {
  constructor(jobId) {
    super(`job ${jobId} belongs to another worker now`);
    this.name = "FenceLost";
  }
};

// src/jobs/dynamo-store.ts
var ours = "epoch = :epoch AND seq = :seq";
var nextSeq = { seq: "seq + :one" };
var nudgeTries = 5;
var takeOverMarginMs = 5e3;
var createDynamoStore = ({ client, table, clock, newId, onVisible }) => {
  const write = (change) => conditionalWrite(client, table, change, newId);
  const fenced = async (record, change) => {
    const { and, ...rest } = change;
    const written = await write({
      ...rest,
      pk: jobKey(record.id),
      condition: and ? `${ours} AND ${and}` : ours,
      values: { epoch: record.epoch, seq: record.seq, one: 1, ...rest.values },
      compute: { ...nextSeq, ...rest.compute },
      mark: "ownerWriteId"
    });
    const lost = written.won && written.item !== void 0 && written.item.epoch !== record.epoch;
    return lost ? { won: false, item: written.item } : written;
  };
  const leased = (leaseUntil) => ({ leaseUntil, wakeAt: leaseUntil + clock.wire(takeOverMarginMs) });
  const shown = (visible) => visible ? {
    compute: {
      rev: "rev + :one",
      outboxDue: "if_not_exists(outboxDue, :shard)",
      outboxAt: "if_not_exists(outboxAt, :now)"
    },
    values: { shard: dueShard, now: clock.now() }
  } : {};
  const read = async (pk) => (await client.send(new GetCommand3({ TableName: table, Key: { pk }, ConsistentRead: true }))).Item;
  const query = async (index, key, range, now, limit) => {
    const reply = await client.send(
      new QueryCommand2({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: "#key = :key AND #range <= :now",
        ExpressionAttributeNames: { "#key": key, "#range": range },
        ExpressionAttributeValues: { ":key": dueShard, ":now": now },
        Limit: limit
      })
    );
    return reply.Items ?? [];
  };
  const store = {
    create: (job) => createItem(client, table, newJobItem(job, clock.now()), newId),
    async get(id) {
      const item = await read(jobKey(id));
      return item && recordOf(item);
    },
    list: (filter) => listJobs(client, table, filter),
    async due(now, limit) {
      const items = await query(dueIndex, "due", "wakeAt", now, limit);
      return items.map((item) => {
        const [prefix, id] = String(item.pk).split(/#(.*)/s);
        return { kind: prefix === "JOB" ? "job" : "intake", id, wakeAt: item.wakeAt };
      });
    },
    async claim(id, seenWakeAt, leaseUntil) {
      const taken = await write({
        pk: jobKey(id),
        set: { ...leased(leaseUntil), state: "running" },
        compute: { epoch: "epoch + :one", claims: "claims + :one" },
        // An item of a shape this build does not read is left to a build that does.
        condition: "wakeAt = :seen AND attribute_exists(due) AND v = :v",
        values: { one: 1, seen: seenWakeAt, v: 1 },
        returnItem: true
      });
      return taken.won && taken.item ? recordOf(taken.item) : void 0;
    },
    async checkpoint(record, { changed, added, leaseUntil, visible }) {
      const outbox = shown(visible);
      const set = { ...leaseUntil === void 0 ? {} : leased(leaseUntil), claims: 0 };
      for (const operation of changed) set[`operations.${operation.Id}`] = JSON.stringify(operation);
      const appended = added.length > 0;
      const done2 = await fenced(record, {
        set,
        compute: { ...outbox.compute, ...appended ? { order: "list_append(#order, :added)" } : {} },
        values: { ...outbox.values, ...appended ? { added } : {} }
      });
      if (!done2.won) throw new FenceLost(record.id);
      record.seq += 1;
      record.claims = 0;
      if (leaseUntil !== void 0) record.leaseUntil = leaseUntil;
      record.nudged = false;
      if (visible) {
        record.rev += 1;
        onVisible?.();
      }
    },
    async suspend(record, wakeAt, state, visible) {
      const usedUp = record.nudged ? void 0 : record.nudge;
      const letGo = (at, more = {}) => {
        const { values, compute } = shown(visible);
        return fenced(record, {
          ...compute ? { compute } : {},
          ...more,
          values: { ...values, ...more.values },
          set: { wakeAt: at, state, claims: 0 },
          remove: ["leaseUntil", ...more.remove ?? []]
        });
      };
      const quiet = await letGo(
        wakeAt,
        usedUp === void 0 ? { and: "attribute_not_exists(nudged)" } : { and: "nudged = :usedUp", values: { usedUp }, remove: ["nudged"] }
      );
      if (quiet.won) return;
      const nudged = quiet.item?.nudged !== void 0 && (await letGo(clock.now())).won;
      if (!nudged) throw new FenceLost(record.id);
    },
    async end(record, ending) {
      const now = clock.now();
      const done2 = await fenced(record, {
        ...shown(true),
        set: {
          state: ending.state,
          ...ending.result === void 0 ? {} : { result: JSON.stringify(ending.result) },
          ...ending.problem ? { problem: ending.problem } : {},
          ...ending.state === "parked" ? {} : { endedAt: now, ttl: Math.floor((now + days(keepDays)) / 1e3) }
        },
        remove: ["due", "leaseUntil", "nudged"]
      });
      if (!done2.won) throw new FenceLost(record.id);
      onVisible?.();
    },
    async heartbeat(record, leaseUntil) {
      const beat = await write({
        pk: jobKey(record.id),
        set: leased(leaseUntil),
        condition: "epoch = :epoch AND leaseUntil < :until",
        values: { epoch: record.epoch, until: leaseUntil }
      });
      return beat.won || beat.item?.epoch === record.epoch && beat.item.leaseUntil !== void 0;
    },
    async nudge(id) {
      const pk = jobKey(id);
      const nudged = newId();
      for (let tries = 0; tries < nudgeTries; tries += 1) {
        const asleep = await write({
          pk,
          set: { nudged, wakeAt: clock.now() },
          condition: "attribute_exists(due) AND attribute_not_exists(leaseUntil)"
        });
        if (asleep.won || asleep.item?.due === void 0) return;
        const atWork = await write({
          pk,
          set: { nudged },
          condition: "attribute_exists(due) AND attribute_exists(leaseUntil)"
        });
        if (atWork.won || atWork.item?.due === void 0) return;
      }
    },
    outboxDue: async (now, limit) => (await query(outboxIndex, "outboxDue", "outboxAt", now, limit)).map((item) => jobIdOf(String(item.pk))),
    ...createOutboxRights({ write, clock, newId })
  };
  return store;
};

// src/domain/within.ts
var within = async (clock, realMs, answer) => {
  answer.catch(() => void 0);
  const answered = new AbortController();
  try {
    return await Promise.race([answer, clock.sleep(clock.wire(realMs), answered.signal).then(() => void 0)]);
  } finally {
    answered.abort();
  }
};

// src/jobs/intake.ts
var takeUpAfterMs = 2e4;
var holdEveryMs = 8e3;
var staleAfterMs = 20 * 6e4;
var acceptWithinMs = 2e3;
var createIntake = ({ client, table, clock, newId }) => {
  const pkOf = (key) => `INTAKE#${key}`;
  const keepAway = (key) => conditionalWrite(
    client,
    table,
    { pk: pkOf(key), set: { wakeAt: clock.now() + clock.wire(takeUpAfterMs) }, condition: "attribute_exists(due)" },
    newId
  );
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
        ttl: Math.floor((now + days(1)) / 1e3)
      };
      const isNew = await within(clock, acceptWithinMs, createItem(client, table, item, newId));
      if (isNew === void 0) throw new Error(`the table did not answer within ${acceptWithinMs} ms`);
      return isNew;
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
          returnItem: true
        },
        newId
      );
      if (!taken.won || !taken.item) return void 0;
      const stale = now - taken.item.acceptedAt > clock.wire(staleAfterMs);
      return { request: JSON.parse(taken.item.request), stale };
    },
    hold(key) {
      const released = new AbortController();
      (async () => {
        for (; ; ) {
          await clock.sleep(clock.wire(holdEveryMs), released.signal);
          if (released.signal.aborted) return;
          await keepAway(key).catch(() => void 0);
        }
      })();
      return () => released.abort();
    },
    async settle(key) {
      await conditionalWrite(
        client,
        table,
        { pk: pkOf(key), remove: ["due", "wakeAt", "request"], condition: "attribute_exists(pk)" },
        newId
      );
    }
  };
};

// src/jobs/registry.ts
var createWorkflowRegistry = (workflows) => {
  const find = (name, major) => workflows.find((workflow) => workflow.name === name && workflow.major === major);
  return {
    find,
    newest(name) {
      const majors = workflows.filter((workflow) => workflow.name === name).map(({ major }) => major);
      const newest = majors.length > 0 ? find(name, Math.max(...majors)) : void 0;
      if (!newest) throw new Error(`no workflow is called ${name}`);
      return newest;
    }
  };
};

// src/jobs/shapes.ts
var done = (value, note, decision) => ({
  is: "done",
  value,
  ...note ? { note } : {},
  ...decision ? { decision } : {}
});
var toDo = { is: "to-do" };
var notYet = (note, more = {}) => ({
  is: "not-yet",
  note,
  ...more
});
var blocked = (problem) => ({ is: "blocked", problem });
var defaults = {
  longestCallMs: seconds(30),
  giveUpAfterMs: minutes(15)
};
var longestCallAllowedMs = minutes(5);
var Steps = class _Steps {
  #list;
  constructor(list) {
    this.#list = list;
  }
  static none() {
    return new _Steps([]);
  }
  step(name, rules) {
    const call = rules.longestCallMs ?? defaults.longestCallMs;
    if (call > longestCallAllowedMs) throw new Error(`step ${name}: a call of ${call} ms would outlive its lease`);
    return this.#with({ name, shape: "step", optional: false, rules });
  }
  wait(name, rules) {
    return this.#with({ name, shape: "wait", optional: false, rules });
  }
  /** The same as `wait`, but a failure only warns. */
  optionalWait(name, rules) {
    return this.#with({ name, shape: "wait", optional: true, rules });
  }
  result(of) {
    return { steps: this.#list, result: of };
  }
  #with(shape) {
    if (this.#list.some(({ name }) => name === shape.name)) throw new Error(`two steps are called ${shape.name}`);
    return new _Steps([...this.#list, shape]);
  }
};
var steps = () => Steps.none();

// src/domain/rounds.ts
var startRounds = ({
  clock,
  random,
  idleMs: idleMs2,
  round,
  nextKnownAt = () => Number.POSITIVE_INFINITY,
  onTrouble
}) => {
  const stopped = new AbortController();
  let bell = new AbortController();
  const pause = async () => {
    const idle = clock.wire(idleMs2) * (0.5 + random() / 2);
    await clock.sleep(Math.max(0, Math.min(idle, nextKnownAt() - clock.now())), bell.signal);
  };
  const going = (async () => {
    await Promise.resolve();
    while (!stopped.signal.aborted) {
      bell = new AbortController();
      await round().catch(onTrouble);
      if (!stopped.signal.aborted) await pause();
    }
  })();
  return {
    ring: () => bell.abort(),
    async stop() {
      stopped.abort();
      bell.abort();
      await going;
    },
    get stopping() {
      return stopped.signal.aborted;
    }
  };
};

// src/jobs/lease.ts
var leaseMs = 3e4;
var afterCallMs = 15e3;
var leaseSlackMs = 1e4;

// src/jobs/run-job.ts
import { withDurableExecution } from "@aws/durable-execution-sdk-js";

// src/domain/problem.ts
var Problem = class extends Error {
  code;
  next;
  retryable;
  outcome;
  settlesAfterMs;
  /** `message` says what is wrong in plain words, for the person; technical detail belongs in `cause`. */
  constructor(code, message, options) {
    super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.name = code;
    this.code = code;
    this.next = options.next;
    this.retryable = options.retryable ?? false;
    this.outcome = options.outcome ?? "not-done";
    this.settlesAfterMs = options.settlesAfterMs ?? 0;
  }
};
var recordOf2 = ({ code, message, next }) => ({ code, message, next });
var isProblem = (error) => error instanceof Problem;

// src/domain/unexpected.ts
var unexpectedProblem = (cause) => new Problem("unexpected", "Something went wrong that the bot does not know.", {
  next: "Try again. If it stays, tell whoever runs this bot.",
  cause
});

// src/jobs/run-step.ts
import { StepSemantics } from "@aws/durable-execution-sdk-js";

// src/jobs/outcome.ts
var parked = ({ code, message }) => ({
  is: "problem",
  park: true,
  problem: { code, message, next: "Ask an operator to look at what became of it before it is asked for again." }
});

// src/jobs/trouble.ts
var StepTrouble = class extends Error {
  trouble;
  retryable;
  /** Look again no sooner, milliseconds of world time. */
  delayMs;
  constructor(problem, { delayMs, actedAt } = {}) {
    const { code, message, next, outcome, settlesAfterMs, retryable } = problem;
    const trouble = {
      code,
      message,
      next,
      outcome,
      settlesAfterMs,
      ...actedAt === void 0 ? {} : { actedAt }
    };
    super(JSON.stringify(trouble), { cause: problem });
    this.name = "StepTrouble";
    this.trouble = trouble;
    this.retryable = retryable || outcome === "unknown";
    this.delayMs = delayMs;
  }
};
var troubleOf = (error) => {
  if (!error) return void 0;
  if (error.ErrorType === "StepInterruptedError") {
    return {
      code: "step-interrupted",
      message: "The bot was stopped during this step.",
      next: "Nothing to do: it is looking at what became of it.",
      outcome: "unknown",
      settlesAfterMs: 0
    };
  }
  try {
    return JSON.parse(error.ErrorMessage ?? "");
  } catch {
    const { code, message, next } = unexpectedProblem(void 0);
    return { code, message, next, outcome: "not-done", settlesAfterMs: 0 };
  }
};

// src/jobs/run-step.ts
var firstDelayMs = seconds(2);
var longestDelayMs = seconds(60);
var longestDoubtMs = seconds(15);
var backoffMs = (attempt2, random) => {
  const whole = Math.min(firstDelayMs * 2 ** (attempt2 - 1), longestDelayMs);
  return whole / 2 + whole / 2 * random();
};
var settledAt = (tries, settlesAfterMs) => Math.max(
  0,
  ...tries.map(
    ({ doubtFrom, settlesAfterMs: own }) => doubtFrom === void 0 ? 0 : doubtFrom + (own ?? settlesAfterMs)
  )
);
var doubtCode = "outcome-unknown";
var fewestTries = 6;
var inDoubt = (delayMs) => new StepTrouble(
  new Problem(doubtCode, "The last attempt may still take effect, so nothing is repeated yet.", {
    next: "Nothing to do: it is looked at again shortly.",
    retryable: true
  }),
  { delayMs }
);
var mostDoubtsByDefault = 3;
var askedInVain = (times) => new Problem("gave-up", `It was tried ${times} times without a clear answer, and nothing of it shows.`, { next: "" });
var attempt = async (step, given, { clock, history, warn }) => {
  const { rules } = step;
  const found = await rules.look(given);
  if (found.is === "done") return said(rules, found.value, found.note);
  if (found.is === "blocked") return { is: "problem", problem: recordOf2(found.problem) };
  if (found.is === "not-yet" || !rules.act) {
    throw new Error(`step ${step.name} answered "${found.is}", which only a wait or an act can take`);
  }
  const tries = history.tries(step.name);
  const doubtMs = settledAt(tries, rules.settlesAfterMs ?? 0) - clock.now();
  if (doubtMs > 0) throw inDoubt(Math.min(doubtMs, longestDoubtMs));
  const doubts = doubtsIn(tries);
  if (doubts >= (rules.mostDoubts ?? mostDoubtsByDefault)) return parked(askedInVain(doubts));
  await history.holdLease(rules.longestCallMs ?? defaults.longestCallMs);
  const actedAt = clock.now();
  try {
    return said(rules, await rules.act(given));
  } catch (error) {
    if (isProblem(error) && error.outcome === "unknown") throw new StepTrouble(error, { actedAt });
    if (isProblem(error)) throw error;
    warn(step.name, error);
    return parked(unexpectedProblem(error));
  }
};
var doubtsIn = (tries) => tries.filter(({ doubtFrom }) => doubtFrom !== void 0).length;
var said = (rules, value, note = rules.say?.(value)) => ({
  is: "done",
  value,
  ...note ? { note } : {}
});
var runStep = async (step, context, given, deps) => {
  const { clock, history, random, warn } = deps;
  const giveUpAfterMs = step.rules.giveUpAfterMs ?? defaults.giveUpAfterMs;
  const retryStrategy = (error, tryNumber) => {
    if (error.name === "StepInterruptedError") return { shouldRetry: true, delay: { seconds: 1 } };
    const began = history.startedAt(step.name) ?? clock.now();
    const patienceOver = clock.now() - began > giveUpAfterMs && tryNumber >= fewestTries;
    const retryable = error instanceof StepTrouble && error.retryable;
    if (!retryable || patienceOver && error.trouble.code !== doubtCode) return { shouldRetry: false };
    return { shouldRetry: true, delay: { seconds: (error.delayMs ?? backoffMs(tryNumber, random)) / 1e3 } };
  };
  try {
    return await context.step(
      step.name,
      async () => {
        try {
          const tried = doubtsIn(history.tries(step.name)) > 0;
          return await attempt(step, { ...given, now: clock.now(), tried }, deps);
        } catch (error) {
          if (error instanceof StepTrouble) throw error;
          if (!isProblem(error)) warn(step.name, error);
          const problem = isProblem(error) ? error : unexpectedProblem(error);
          if (!problem.retryable && problem.outcome === "not-done")
            return { is: "problem", problem: recordOf2(problem) };
          throw new StepTrouble(problem);
        }
      },
      {
        retryStrategy,
        semantics: step.rules.act ? StepSemantics.AtMostOncePerRetry : StepSemantics.AtLeastOncePerRetry
      }
    );
  } catch (error) {
    return gaveUp(error, doubtsIn(history.tries(step.name)) > 0);
  }
};
var gaveUp = (error, mayBeDone) => {
  const trouble = troubleOf({ ErrorMessage: error.message });
  if (!trouble || mayBeDone || trouble.outcome === "unknown") return parked(trouble ?? unexpectedProblem(error));
  const { code, message, next } = trouble;
  return { is: "problem", problem: { code, message, next } };
};

// src/jobs/run-wait.ts
var lookOnce = async (wait, before, given, { warn, clock }) => {
  const { rules } = wait;
  const polls = before.polls + 1;
  try {
    const found = await rules.look(given);
    if (found.is === "done") {
      const note = found.note ?? rules.say?.(found.value);
      const { decision } = found;
      return { is: "done", value: found.value, ...note ? { note } : {}, ...decision ? { decision } : {} };
    }
    if (found.is === "blocked") return { is: "problem", problem: recordOf2(found.problem) };
    if (found.is === "to-do")
      throw new Error(`wait ${wait.name} answered "to-do", which only a step with an act can take`);
    const { is: _, ...waitsFor } = found;
    return overdue(wait, { is: "waiting", since: before.since, polls, ...waitsFor }, given, clock.now());
  } catch (error) {
    if (!isProblem(error)) warn(wait.name, error);
    const problem = isProblem(error) ? error : unexpectedProblem(error);
    const { trouble: _, ...calm } = before;
    return overdue(wait, { ...calm, polls, trouble: recordOf2(problem) }, given, clock.now());
  }
};
var overdue = (wait, state, given, now) => {
  if (now - state.since <= (state.limitMs ?? wait.rules.giveUpAfterMs)) return state;
  if (state.trouble) return parked(state.trouble);
  return { is: "problem", problem: recordOf2(wait.rules.giveUp(given)) };
};
var runWait = async (wait, context, given, deps) => {
  const { clock, random } = deps;
  const start = { is: "waiting", since: 0, polls: 0 };
  const last = await context.waitForCondition(
    wait.name,
    async (state) => {
      const before = state.is === "waiting" ? state : start;
      const now = clock.now();
      return lookOnce(wait, { ...before, since: before.since || now }, { ...given, now, tried: false }, deps);
    },
    {
      initialState: start,
      waitStrategy: (state) => {
        if (state.is !== "waiting") return { shouldContinue: false };
        const delayMs = state.trouble ? backoffMs(Math.min(state.polls, 5), random) : wait.rules.every(clock.now() - state.since);
        return { shouldContinue: true, delay: { seconds: delayMs / 1e3 } };
      }
    }
  );
  return last.is === "waiting" ? { is: "problem", problem: recordOf2(unexpectedProblem(void 0)) } : last;
};

// src/jobs/interpret.ts
var interpret = async (workflow, { id: jobId, requester }, input, context, deps) => {
  const found = {};
  for (const step of workflow.steps) {
    const outcome = await run(step, context, { jobId, requester, input, found }, deps);
    if (outcome.is === "done") {
      found[step.name] = outcome.value;
      continue;
    }
    if (step.optional) continue;
    return { state: outcome.park ? "parked" : "failed", problem: outcome.problem };
  }
  return { state: "succeeded", result: workflow.result({ input, found }) };
};
var run = (step, context, given, deps) => step.shape === "step" ? runStep(step, context, given, deps) : runWait(step, context, given, deps);

// src/jobs/operations.ts
var rememberedTries = 20;
var detailsKey = {
  STEP: "StepDetails",
  WAIT: "WaitDetails",
  CONTEXT: "ContextDetails"
};
var actions = /* @__PURE__ */ new Set(["START", "SUCCEED", "FAIL", "RETRY"]);
var supported = (type, action) => type in detailsKey && actions.has(action);
var tick = (operations, now, nudged) => {
  const changed = [];
  for (const operation of operations.values()) {
    const waitEnds = operation.WaitDetails?.ScheduledEndTimestamp;
    if (operation.Type === "WAIT" && operation.Status === "STARTED" && waitEnds && fromIso(waitEnds) <= now) {
      operation.Status = "SUCCEEDED";
      operation.EndTimestamp = toIso(now);
      changed.push(operation);
    }
    const retryAt = operation.StepDetails?.NextAttemptTimestamp;
    const due = nudged || retryAt !== void 0 && fromIso(retryAt) <= now;
    if (operation.Type === "STEP" && operation.Status === "PENDING" && due) {
      operation.Status = "READY";
      changed.push(operation);
    }
  }
  return changed;
};
var nextWake = (operations, now) => {
  let at = Number.POSITIVE_INFINITY;
  for (const { Type, Status, WaitDetails, StepDetails } of operations.values()) {
    if (Type === "WAIT" && Status === "STARTED" && WaitDetails?.ScheduledEndTimestamp) {
      at = Math.min(at, fromIso(WaitDetails.ScheduledEndTimestamp));
    }
    if (Type === "STEP" && Status === "PENDING" && StepDetails?.NextAttemptTimestamp) {
      at = Math.min(at, fromIso(StepDetails.NextAttemptTimestamp));
    }
    if (Type === "STEP" && Status === "READY") at = Math.min(at, now);
  }
  return at;
};
var apply = (operations, update, now) => {
  const { Id: id, Type: type, Action: action } = update;
  if (!id || !type || !action || !supported(type, action))
    throw new Error(`the job layer does not carry ${type}/${action}`);
  const before = operations.get(id);
  const operation = before ?? {
    Id: id,
    ParentId: update.ParentId,
    Name: update.Name,
    Type: type,
    SubType: update.SubType,
    StartTimestamp: toIso(now),
    Status: "STARTED"
  };
  if (!before) operations.set(id, operation);
  operation[detailsKey[type]] ??= {};
  transition(operation, update, now);
  return { operation, added: !before };
};
var transition = (operation, update, now) => {
  switch (update.Action) {
    case "START":
      operation.Status = "STARTED";
      if (operation.WaitDetails)
        operation.WaitDetails.ScheduledEndTimestamp = toIso(now + (update.WaitOptions?.WaitSeconds ?? 0) * 1e3);
      if (operation.StepDetails) {
        operation.StepDetails.Attempt ??= 0;
        beginTry(operation, now);
      }
      return;
    case "SUCCEED":
      settle(operation, "SUCCEEDED", now);
      setOutcome(operation, update);
      if (operation.ContextDetails && update.ContextOptions?.ReplayChildren)
        operation.ContextDetails.ReplayChildren = true;
      return;
    case "FAIL":
      settle(operation, "FAILED", now);
      setOutcome(operation, update);
      return;
    case "RETRY": {
      const details = operation.StepDetails ?? {};
      operation.StepDetails = details;
      operation.Status = "PENDING";
      details.Attempt = (details.Attempt ?? 0) + 1;
      details.NextAttemptTimestamp = toIso(now + (update.StepOptions?.NextAttemptDelaySeconds ?? 0) * 1e3);
      if (update.Payload !== void 0) details.Result = update.Payload;
      details.Error = update.Error;
      endTry(operation, update, now);
      return;
    }
    default:
      throw new Error(`the job layer does not carry ${update.Type}/${update.Action}`);
  }
};
var settle = (operation, status, now) => {
  operation.Status = status;
  operation.EndTimestamp = toIso(now);
  if (operation.StepDetails) operation.StepDetails.Attempt = (operation.StepDetails.Attempt ?? 0) + 1;
};
var setOutcome = ({ StepDetails, ContextDetails }, update) => {
  for (const details of [StepDetails, ContextDetails]) {
    if (!details) continue;
    details.Result = update.Payload;
    details.Error = update.Error;
  }
};
var keepsTries = (operation) => operation.SubType === "Step";
var beginTry = (operation, now) => {
  if (!keepsTries(operation)) return;
  const before = operation.Tries ?? [];
  const kept = before.filter(
    ({ doubtFrom }, index) => doubtFrom !== void 0 || index > before.length - rememberedTries
  );
  operation.Tries = [...kept, { startedAt: now }];
};
var endTry = (operation, update, now) => {
  const open = operation.Tries?.at(-1);
  if (!open || open.endedAt !== void 0) return;
  open.endedAt = now;
  const trouble = troubleOf(update.Error);
  if (trouble?.outcome !== "unknown") return;
  open.doubtFrom = trouble.actedAt ?? now;
  if (trouble.actedAt !== void 0) open.settlesAfterMs = trouble.settlesAfterMs;
};

// src/jobs/job.ts
var ended = /* @__PURE__ */ new Set(["succeeded", "partly", "failed", "cancelled"]);
var isOver = (state) => ended.has(state);

// src/jobs/progress.ts
var payloadOf = (operation) => {
  const text = operation.StepDetails?.Result;
  return text === void 0 ? void 0 : JSON.parse(text);
};
var settled = (step, outcome) => {
  if (outcome.is === "done") {
    const { note, decision } = outcome;
    return { status: "done", ...note ? { note } : {}, ...decision ? { decision } : {} };
  }
  if (step.optional) return { status: "skipped", note: outcome.problem.message };
  return { status: outcome.park ? "unknown" : "failed", problem: outcome.problem };
};
var underWay = (operation) => {
  const state = payloadOf(operation);
  const nextAt = operation.StepDetails?.NextAttemptTimestamp;
  const trouble = state?.is === "waiting" ? state.trouble : troubleOf(operation.StepDetails?.Error);
  return {
    status: operation.Status === "STARTED" && operation.SubType === "Step" ? "running" : "waiting",
    ...state?.is === "waiting" && state.note ? { note: state.note } : {},
    ...state?.is === "waiting" && state.suggest ? { suggest: state.suggest } : {},
    ...state?.is === "waiting" && state.aside ? { aside: state.aside } : {},
    ...trouble ? { problem: { code: trouble.code, message: trouble.message, next: trouble.next } } : {},
    ...nextAt ? { nextAt: fromIso(nextAt) } : {}
  };
};
var viewOf = (step, operation, beyond) => {
  const base = { name: step.name, title: step.rules.title };
  if (!operation) return { ...base, status: beyond ? "skipped" : "pending", attempts: 0 };
  const times = {
    startedAt: fromIso(operation.StartTimestamp),
    ...operation.EndTimestamp ? { endedAt: fromIso(operation.EndTimestamp) } : {}
  };
  const count = Math.max(1, (operation.StepDetails?.Attempt ?? 0) + (operation.Status === "STARTED" ? 1 : 0));
  const { attempts, ...looks } = step.shape === "wait" ? { attempts: 1, looks: count } : { attempts: count };
  if (operation.Status === "SUCCEEDED") {
    return { ...base, attempts, ...looks, ...times, ...settled(step, payloadOf(operation)) };
  }
  if (operation.Status === "FAILED") {
    const problem = troubleOf(operation.StepDetails?.Error);
    return { ...base, attempts, ...looks, ...times, status: "unknown", ...problem ? { problem } : {} };
  }
  return { ...base, attempts, ...looks, ...times, ...underWay(operation) };
};
var stepViews = (workflow, record) => {
  const byName = /* @__PURE__ */ new Map();
  for (const operation of record.operations.values()) if (operation.Name) byName.set(operation.Name, operation);
  const last = workflow.steps.findLastIndex(({ name }) => byName.has(name));
  const views = workflow.steps.map(
    (step, index) => viewOf(step, byName.get(step.name), index < last || isOver(record.state))
  );
  const active = ["running", "waiting", "failed", "unknown"];
  const next = views.find(({ status }) => status === "pending");
  if (next && record.state === "running" && !views.some(({ status }) => active.includes(status)))
    next.status = "running";
  if (record.state === "parked") {
    for (const view of views) if (view.status === "running" || view.status === "waiting") view.status = "unknown";
  }
  return views;
};
var needsPerson = (record) => [...record.operations.values()].some((operation) => {
  if (operation.Status === "SUCCEEDED" || operation.SubType !== "WaitForCondition") return false;
  const state = payloadOf(operation);
  return state?.is === "waiting" && state.needsPerson === true;
});
var progressPrint = (workflow, record) => JSON.stringify(
  stepViews(workflow, record).map(({ name, status, note, problem }) => [name, status, note, problem?.code])
);

// src/jobs/transport.ts
import {
  DurableExecutionClientError,
  DurableExecutionClientErrorScope
} from "@aws/durable-execution-sdk-js";
var longestItemBytes = 3e5;
var stop = (message, cause) => new DurableExecutionClientError(message, { scope: DurableExecutionClientErrorScope.INVOCATION, cause });
var tokenOf = ({ epoch, seq }) => `${epoch}:${seq}`;
var createTransport = ({
  store,
  clock,
  invocation
}) => {
  const { record, workflow, held, heldNew } = invocation;
  const steps2 = new Map(workflow.steps.map((step) => [step.name, step]));
  const canWait = (operation) => {
    const step = steps2.get(operation.Name ?? "");
    return operation.Status === "STARTED" && step !== void 0 && (step.shape === "wait" || step.rules.act === void 0);
  };
  const leaseFor = (changed) => {
    let ms = leaseMs;
    for (const { Name, Status } of changed) {
      const step = steps2.get(Name ?? "");
      if (step?.shape !== "step" || Status !== "STARTED" || !step.rules.act) continue;
      ms = Math.max(ms, (step.rules.longestCallMs ?? defaults.longestCallMs) + afterCallMs);
    }
    const now = clock.now();
    return (record.leaseUntil ?? 0) < now + clock.wire(ms - leaseSlackMs) ? now + clock.wire(ms) : void 0;
  };
  const sizes = /* @__PURE__ */ new Map();
  const measure = (operations) => {
    for (const operation of operations) sizes.set(operation.Id, Buffer.byteLength(JSON.stringify(operation)));
  };
  measure(record.operations.values());
  let shown = progressPrint(workflow, record);
  const write = async () => {
    const changed = [...held.values()];
    measure(changed);
    const size = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
    if (size > longestItemBytes) {
      throw new DurableExecutionClientError(`job ${record.id} has outgrown its item (${size} bytes)`, {
        scope: DurableExecutionClientErrorScope.EXECUTION
      });
    }
    const print = progressPrint(workflow, record);
    const visible = print !== shown;
    try {
      const leaseUntil = leaseFor(changed);
      const progress = { changed, added: [...heldNew], visible };
      await store.checkpoint(record, leaseUntil === void 0 ? progress : { ...progress, leaseUntil });
    } catch (error) {
      throw stop(`checkpoint of job ${record.id} was not written`, error);
    }
    shown = print;
    held.clear();
    heldNew.length = 0;
  };
  return {
    async checkpoint(request) {
      if (request.CheckpointToken !== tokenOf(record))
        throw stop(`job ${record.id}: a checkpoint from another invocation`);
      const now = clock.now();
      const touched = /* @__PURE__ */ new Map();
      for (const operation of tick(record.operations, now, record.nudged))
        touched.set(operation.Id, operation);
      for (const update of request.Updates ?? []) {
        const { operation, added } = apply(record.operations, update, now);
        touched.set(operation.Id, operation);
        if (added) heldNew.push(operation.Id);
      }
      for (const [id, operation] of touched) held.set(id, operation);
      if (held.size > 0 && ![...held.values()].every(canWait)) await write();
      if (invocation.draining()) throw stop("the bot is shutting down");
      return {
        CheckpointToken: tokenOf(record),
        NewExecutionState: { Operations: [...touched.values()].map((operation) => structuredClone(operation)) }
      };
    },
    async getExecutionState() {
      throw new DurableExecutionClientError("a job's whole state goes into one invocation; it has no pages", {
        scope: DurableExecutionClientErrorScope.EXECUTION
      });
    }
  };
};

// src/jobs/run-job.ts
var longestSleepMs = 24 * 36e5;
var historyOf = (record, { store, clock }) => {
  const renewed = (until) => store.heartbeat(record, until).catch((cause) => {
    throw new Problem("unexpected", "The bot cannot write down what it does, so it does nothing.", {
      next: "Nothing to do: it tries again shortly.",
      retryable: true,
      cause
    });
  });
  const operationOf = (step) => [...record.operations.values()].find(({ Name }) => Name === step);
  return {
    tries: (step) => operationOf(step)?.Tries ?? [],
    startedAt(step) {
      const began = operationOf(step)?.StartTimestamp;
      return began === void 0 ? void 0 : fromIso(began);
    },
    async holdLease(longestCallMs) {
      const now = clock.now();
      const left = (record.leaseUntil ?? 0) - now;
      if (left >= clock.wire(longestCallMs + afterCallMs - leaseSlackMs)) return;
      const until = now + clock.wire(longestCallMs + afterCallMs);
      if (!await renewed(until)) throw new FenceLost(record.id);
      record.leaseUntil = until;
    }
  };
};
var lambdaContext = {
  awsRequestId: "isb-bot",
  getRemainingTimeInMillis: () => Number.POSITIVE_INFINITY
};
var runJob = async (record, workflow, deps) => {
  const { store, clock, random, log, draining } = deps;
  const context = { job: record.id, workflow: workflow.name };
  const invocation = { record, workflow, draining, held: /* @__PURE__ */ new Map(), heldNew: [] };
  for (const operation of tick(record.operations, clock.now(), record.nudged)) {
    invocation.held.set(operation.Id, operation);
  }
  const handler = withDurableExecution(
    (input, durable) => interpret(workflow, record, input, durable, {
      clock,
      random,
      history: historyOf(record, deps),
      warn: (step, error) => log.error({ ...context, step, err: error }, "a step met something unexpected")
    }),
    { durableExecutionClient: createTransport({ store, clock, invocation }) }
  );
  try {
    const output = await handler(
      {
        DurableExecutionArn: record.id,
        CheckpointToken: tokenOf(record),
        InitialExecutionState: {
          Operations: [...record.operations.values()].map((operation) => structuredClone(operation))
        }
      },
      lambdaContext
    );
    if (output.Status === "PENDING") {
      const now = clock.now();
      const wakeAt = Math.min(nextWake(record.operations, now), now + longestSleepMs);
      const state = needsPerson(record) ? "needs-approval" : "waiting";
      record.nudged = false;
      await store.suspend(record, wakeAt, state, false);
      return { is: "asleep", wakeAt };
    }
    if (output.Status === "SUCCEEDED") {
      await store.end(record, JSON.parse(output.Result ?? "null"));
      return { is: "ended" };
    }
    log.error({ ...context, err: output.Error }, "a job was parked by the engine");
    const { code, message, next } = unexpectedProblem(output.Error);
    await store.end(record, { state: "parked", problem: { code, message, next } });
    return { is: "ended" };
  } catch (error) {
    if (draining()) {
      await store.suspend(record, clock.now(), "running", false).catch(() => void 0);
      return { is: "lost" };
    }
    log.warn({ ...context, err: error }, "a job was let go in the middle and will be taken up again");
    return { is: "lost" };
  }
};

// src/jobs/worker.ts
var mostAtOnce = 50;
var idleMs = 1e3;
var heartbeatMs = 1e4;
var deployTakesMs = 2 * 36e5;
var leftAloneMs = 6e4;
var poisonClaims = 5;
var startWorker = ({ store, workflows, clock, random, log, onIntake, alive }) => {
  const running = /* @__PURE__ */ new Map();
  const asleep = /* @__PURE__ */ new Map();
  const draining = () => rounds.stopping;
  const park = async (record, message) => {
    log.error(
      { job: record.id, workflow: record.workflow, major: record.major, claims: record.claims },
      "a job was parked"
    );
    const next = "Ask an operator to look at what became of it.";
    await store.end(record, { state: "parked", problem: { code: "gave-up", message, next } });
  };
  const leaveToOthers = async (record) => {
    const name = `${record.workflow}@${record.major}`;
    if (clock.now() - record.createdAt > clock.wire(deployTakesMs)) {
      await park(record, `No running build of the bot has ${name}.`);
      return;
    }
    log.warn({ job: record.id, workflow: name }, "a job is left to a task whose build has its workflow");
    await store.suspend(record, clock.now() + clock.wire(leftAloneMs), "queued", false);
  };
  const runOne = async ({ id, wakeAt }) => {
    const record = await store.claim(id, wakeAt, clock.now() + clock.wire(leaseMs));
    if (!record) return false;
    const workflow = workflows.find(record.workflow, record.major);
    if (!workflow) {
      await leaveToOthers(record);
      return true;
    }
    if (record.claims > poisonClaims) {
      await park(record, "This job stopped its worker several times, so it is left alone now.");
      return true;
    }
    const beating = new AbortController();
    const heart = (async () => {
      for (; ; ) {
        await clock.sleep(clock.wire(heartbeatMs), beating.signal);
        if (beating.signal.aborted) return;
        const until = clock.now() + clock.wire(leaseMs);
        if ((record.leaseUntil ?? 0) >= until) continue;
        const beat = await store.heartbeat(record, until).catch(() => "unknown");
        if (beat === false) return;
        if (beat === true) record.leaseUntil = Math.max(record.leaseUntil ?? 0, until);
      }
    })();
    try {
      const ran = await runJob(record, workflow, { store, clock, random, log, draining });
      if (ran.is === "asleep") asleep.set(id, ran.wakeAt);
      return true;
    } finally {
      beating.abort();
      await heart;
    }
  };
  const work = async (due) => {
    if (due.kind === "job") return runOne(due);
    await onIntake(due.id, due.wakeAt);
    return false;
  };
  const take = async (due, key) => {
    let worked = false;
    try {
      worked = await work(due);
    } catch (error) {
      log.warn({ [due.kind]: due.id, err: error }, "work was let go and will be taken up again");
    }
    running.delete(key);
    if (worked) rounds.ring();
  };
  const rounds = startRounds({
    clock,
    random,
    idleMs,
    nextKnownAt: () => Math.min(...asleep.values()),
    async round() {
      alive?.();
      const now = clock.now();
      for (const [id, wakeAt] of asleep) if (wakeAt <= now) asleep.delete(id);
      const room = mostAtOnce - running.size;
      if (room <= 0) return;
      for (const due of await store.due(now, room)) {
        const key = `${due.kind}#${due.id}`;
        if (!draining() && !running.has(key)) running.set(key, take(due, key));
      }
    },
    onTrouble: (error) => log.warn({ err: error }, "the table could not be asked for work")
  });
  return {
    kick: rounds.ring,
    async stop() {
      await rounds.stop();
      await Promise.allSettled(running.values());
    }
  };
};
export {
  blocked,
  createDynamoStore,
  createIntake,
  createWorkflowRegistry,
  done,
  notYet,
  startWorker,
  steps,
  toDo
};
