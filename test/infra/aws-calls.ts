import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const prefixes: Readonly<Record<string, string>> = {
  "client-dynamodb": "dynamodb",
  "lib-dynamodb": "dynamodb",
  "client-identitystore": "identitystore",
  "client-secrets-manager": "secretsmanager",
  "client-sso-admin": "sso",
};
/** lib-dynamodb's names for DynamoDB's own actions. */
const documentActions: Readonly<Record<string, string>> = {
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  BatchGet: "BatchGetItem",
  BatchWrite: "BatchWriteItem",
};

/** The IAM actions behind one source file's imports from the AWS SDK. */
export const actionsOf = (source: string): string[] => {
  const imports = [...source.matchAll(/import\s+(?!type\b)\{([^}]*)\}\s+from\s+"@aws-sdk\/([^"]+)"/g)];
  return imports.flatMap(([, names = "", library = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .flatMap((name) => {
        if (name === "fromTemporaryCredentials") return ["sts:AssumeRole"];
        const call = /^(\w+)Command$/.exec(name)?.[1] ?? /^paginate(\w+)$/.exec(name)?.[1];
        if (call === undefined) return [];
        const prefix = prefixes[library];
        if (prefix === undefined) throw new Error(`which IAM prefix has @aws-sdk/${library}?`);
        return [`${prefix}:${library === "lib-dynamodb" ? (documentActions[call] ?? call) : call}`];
      }),
  );
};

/** Every action the code in `folder` calls, sorted. `except` names files that never run in AWS. */
export const actionsIn = (folder: string, except: readonly string[] = []): string[] => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const kept = files.map((path) => join(folder, path)).filter((path) => !except.includes(path));
  return [...new Set(kept.flatMap((path) => actionsOf(readFileSync(path, "utf8"))))].sort();
};
