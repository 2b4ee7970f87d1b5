import { entryOf } from "../../entry-of.ts";
import { type AwsError, commonErrors } from "../errors.ts";
import { type Model, shapeOf } from "../model/model.ts";
import type { Input } from "../operation.ts";
import { statusOf, type Wire } from "./wire.ts";

/** Form keys by their dots: `Tags.member.1.Key`. */
type Tree = { [name: string]: Tree | string };

/** Without a prototype: a key such as `__proto__.polluted` must reach no other object. */
const emptyTree = (): Tree => Object.create(null);

/** Parameters of the protocol itself. */
const ofTheProtocol: readonly string[] = ["Action", "Version"];

function treeOf(form: URLSearchParams): Tree {
  const root = emptyTree();
  for (const [key, value] of form) {
    if (ofTheProtocol.includes(key)) continue;
    const names = key.split(".");
    let at = root;
    for (const name of names.slice(0, -1)) {
      const next = at[name];
      const inner = typeof next === "object" ? next : emptyTree();
      at[name] = inner;
      at = inner;
    }
    at[names.at(-1) ?? ""] = value;
  }
  return root;
}

/** Gives a form's texts the types of the model; what does not fit stays as it came, for the check to refuse. */
function typed(model: Model, name: string, tree: Tree | string): unknown {
  const shape = shapeOf(model, name);
  if (typeof tree === "string") {
    if (shape.type === "boolean") return tree === "true" ? true : tree === "false" ? false : tree;
    const number = shape.type === "integer" || shape.type === "long" || shape.type === "double";
    return number && tree !== "" && !Number.isNaN(Number(tree)) ? Number(tree) : tree;
  }
  if (shape.type === "list") {
    const members = tree.member;
    if (typeof members !== "object") return tree;
    const inOrder = Object.entries(members).sort(([a], [b]) => Number(a) - Number(b));
    return inOrder.map(([, each]) => typed(model, shape.member?.shape ?? "", each));
  }
  return Object.fromEntries(
    Object.entries(tree).map(([key, inner]) => {
      const member = entryOf(shape.members ?? {}, key);
      return [key, member ? typed(model, member.shape, inner) : inner];
    }),
  );
}

/** A text as it may stand in XML and HTML. */
export const escapeXml = (value: unknown) =>
  String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Structures as elements, lists as `member` elements: no service here flattens its lists. */
function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => `<member>${xml(each)}</member>`).join("");
  if (typeof value !== "object" || value === null) return escapeXml(value);
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([name, inner]) => `<${name}>${xml(inner)}</${name}>`)
    .join("");
}

const headers = (requestId: string) => ({ "content-type": "text/xml", "x-amzn-requestid": requestId });

/** AWS Query (smithy.io/2.0/aws/protocols/aws-query-protocol.html): forms in, XML out, some common errors by other names. */
export const queryWire: Wire = {
  read: (request, model, operation) => {
    const tree = treeOf(new URLSearchParams(request.method === "GET" ? request.query : request.body));
    const input = entryOf(model.operations, operation)?.input;
    return (input ? typed(model, input, tree) : tree) as Input;
  },
  ok: (model, operation, output, requestId) => {
    const result = model.operations[operation]?.output ? `<${operation}Result>${xml(output)}</${operation}Result>` : "";
    const meta = xml({ ResponseMetadata: { RequestId: requestId } });
    return {
      status: 200,
      headers: headers(requestId),
      body: `<${operation}Response xmlns="${model.xmlNamespace}">${result}${meta}</${operation}Response>`,
    };
  },
  error: (model, error: AwsError, requestId) => {
    const ownCode = model.shapes[error.code]?.error?.code;
    const { code, status } = commonErrors[error.code]?.query ?? {
      code: ownCode ?? error.code,
      status: statusOf(model, error.code),
    };
    const told = { Type: status < 500 ? "Sender" : "Receiver", Code: code, Message: error.message };
    return {
      status,
      headers: headers(requestId),
      body: `<ErrorResponse xmlns="${model.xmlNamespace}">${xml({ Error: told, RequestId: requestId })}</ErrorResponse>`,
    };
  },
};
