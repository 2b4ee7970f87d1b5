/** Each room of `src/`, with everything of ours it may import. Anything else is a broken arrow (docs/adr/001-rooms-and-arrows.md). */
const rooms = [
  {
    name: "domain-imports-nothing",
    room: "src/domain",
    may: [],
    instead: "Words and rules of the field stand alone. What needs another room belongs in that room.",
  },
  {
    name: "jobs-know-no-slack-and-no-isb",
    room: "src/jobs",
    may: ["src/domain"],
    instead:
      "Jobs run any workflow. What a step does belongs in src/workflows, what people see in src/slack; hand either in as a function.",
  },
  {
    name: "clients-know-the-outside-only",
    room: "src/clients",
    may: ["src/domain"],
    instead:
      "A client translates one outside system into our words. Put the decision where it is used: src/queries or src/workflows.",
  },
  {
    name: "workflows-do-and-say-nothing",
    room: "src/workflows",
    may: ["src/jobs", "src/clients", "src/domain"],
    instead:
      "A step answers with a value or a problem; src/slack turns it into words, src/command decides who may start it.",
  },
  {
    name: "queries-read",
    room: "src/queries",
    may: ["src/clients", "src/jobs", "src/domain"],
    instead: "A query answers with data. Showing it belongs in src/slack/views, asking for it in commands/.",
  },
  {
    name: "approvals-decide",
    room: "src/approvals",
    may: ["src/jobs", "src/domain"],
    instead: "A decision is one conditional write. Who asked belongs in src/command, how it looks in src/slack.",
  },
  {
    name: "audit-records",
    room: "src/audit",
    may: ["src/domain"],
    instead: "The record is told what happened; it looks nothing up.",
  },
  {
    name: "events-match",
    room: "src/events",
    may: ["src/jobs", "src/queries", "src/domain"],
    instead: "An event wakes a job or a notice; acting on it is a workflow.",
  },
  {
    name: "command-is-not-slack",
    room: "src/command",
    except: "src/command/generate",
    may: ["src/jobs", "src/queries", "src/approvals", "src/audit", "src/domain"],
    instead:
      "What a command is does not depend on how it looks or who is called. Drawing belongs in src/slack, acting in src/workflows.",
  },
  {
    name: "generate-reads-commands",
    room: "src/command/generate",
    may: ["commands", "src/command", "src/slack", "src/domain"],
    instead: "Generated files are written from the commands' descriptions and nothing else.",
  },
  {
    name: "slack-shows",
    room: "src/slack",
    may: ["src/command", "src/jobs", "src/approvals", "src/domain"],
    instead: "Slack code shows what it is given. Ask through src/command's ports, and let src/app.ts connect the two.",
  },
  {
    name: "commands-describe",
    room: "commands",
    may: ["src/command", "src/workflows", "src/queries", "src/slack/views", "src/slack/blocks", "src/domain"],
    instead:
      "A command says what may be asked. It starts a workflow, asks a query and picks a view; the work is theirs.",
  },
  {
    name: "settings-are-read-once",
    room: "src/config",
    may: ["src/domain"],
    instead: "Reading the configuration builds nothing. src/app.ts hands each part what it needs.",
  },
];

const ours = "^(src|commands|sim|infra|test|bench)/";
const inside = (paths) => `^(${paths.join("|")})/`;

const arrows = rooms.map(({ name, room, except, may, instead }) => ({
  name,
  comment: instead,
  severity: "error",
  from: { path: inside([room]), ...(except ? { pathNot: inside([except]) } : {}) },
  to: { path: ours, pathNot: inside([room, ...may]) },
}));

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
/** What is started as a process of its own, or bundled for the browser. */
const entries =
  "^(src/main|src/jobs/table/create-table-main|src/command/generate/main|sim/main|sim/start|sim/table|sim/terminal/(isb|estate)|sim/page/main|infra/bin/synth)\\.tsx?$";
const product = inside(["src", "commands"]);
/** Files that open a connection to something outside. */
const realClients = "^src/clients/.+/(create-[^/]+|secrets-manager-[^/]+|system-clock|remote-clock)\\.ts$";

export default {
  forbidden: [
    ...arrows,
    rule(
      "app-builds-the-clients",
      "Take the client's interface and let src/app.ts hand you the real one, so that tests can point it at any server.",
      { path: product, pathNot: "^src/(clients/|app\\.ts$)" },
      { path: realClients },
    ),
    rule(
      "only-main-starts-the-app",
      "src/app.ts connects every room; a room that imports it is connected to all of them. Take what you need as a parameter.",
      { path: product, pathNot: "^src/main\\.ts$" },
      { path: "^src/(app|main)\\.ts$" },
    ),
    rule(
      "only-the-app-reads-the-config",
      "Take the value as a parameter; src/app.ts knows the configuration.",
      { path: product, pathNot: "^src/(app|main|config)\\.ts$" },
      { path: "^src/config\\.ts$" },
    ),
    rule(
      "estate-knows-no-bot",
      "The local estate speaks wire protocols, so that it can be wrong in its own way. Write down the protocol's own shape in sim/.",
      { path: inside(["sim"]) },
      { path: inside(["src", "commands", "infra", "test", "bench"]) },
    ),
    rule(
      "bot-knows-no-estate",
      "The bot runs against any server. Point it at the estate through its configuration.",
      { path: product },
      { path: inside(["sim", "infra", "test", "bench"]) },
    ),
    rule(
      "infra-knows-the-table",
      "The stack shares one value with the bot: the table's definition.",
      { path: inside(["infra"]) },
      { path: "^(src|commands|sim|test|bench)/", pathNot: "^src/jobs/table/definition\\.ts$" },
    ),
    rule(
      "aws-at-the-edge",
      "Ask a client's interface. AWS's own clients are used in src/clients, in src/jobs for the table, and built in src/app.ts.",
      { path: product, pathNot: "^src/(clients/|jobs/|app\\.ts$)" },
      { path: "node_modules/@aws-sdk/" },
    ),
    rule(
      "slack-at-the-edge",
      "Slack's libraries stay in src/slack; hand over plain data.",
      { path: product, pathNot: "^src/slack/" },
      { path: "node_modules/@slack/", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "durable-sdk-in-the-engine",
      "Write steps with the shapes of src/jobs: what the SDK's context offers beside them, the engine may not carry.",
      // The record names the shape of the SDK's operations and nothing else of it.
      { path: product, pathNot: "^src/jobs/(engine/|store/record\\.ts$)" },
      { path: "node_modules/@aws/durable-execution" },
    ),
    rule(
      "production-dependencies-only",
      "The image has no development dependencies: move the package to dependencies, or the code to test/ or sim/.",
      { path: product },
      { dependencyTypes: ["npm-dev", "npm-optional"], dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "dependencies-are-declared",
      "Add the package to package.json with its exact version.",
      {},
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    rule("imports-resolve", "The file or package is not there.", {}, { couldNotResolve: true }),
    rule(
      "no-cycles",
      "Two files that need each other are one idea, or hide a third: move what both need into a file of its own.",
      {},
      { circular: true },
    ),
    rule(
      "nothing-forgotten",
      "No entry point reaches this file. Use it or delete it.",
      { path: entries },
      { path: "^(src|commands|sim)/", pathNot: ["\\.d\\.ts$", entries], reachable: false },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^infra/cdk\\.out/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types", "default"] },
  },
};
