import type { Model } from "../model/model.ts";
import { shapeOf } from "../model/model.ts";
import type { Input } from "../operation.ts";
import { messageMember, readJson } from "./json.ts";
import { statusOf, type Wire } from "./wire.ts";

/** REST JSON: members in the query, in headers and in the body, where the model puts them. */
export const restWire: Wire = {
  read: (request, model: Model, operation) => {
    const input: Input = readJson(request.body);
    const query = new URLSearchParams(request.query);
    const name = model.operations[operation]?.input;
    for (const [member, { location, locationName = member, shape }] of Object.entries(
      (name ? shapeOf(model, name) : undefined)?.members ?? {},
    )) {
      const given =
        location === "querystring"
          ? (query.get(locationName) ?? undefined)
          : request.headers[locationName.toLowerCase()];
      if (location === undefined || given === undefined) continue;
      const wanted = shapeOf(model, shape).type;
      input[member] = wanted === "integer" && given !== "" ? Number(given) : given;
    }
    return input;
  },
  ok: (_model, _operation, output, requestId) => ({
    status: 200,
    headers: { "content-type": "application/json", "x-amzn-requestid": requestId },
    body: JSON.stringify(output),
  }),
  error: (model, { code, message, members }, requestId) => ({
    status: statusOf(model, code),
    headers: { "content-type": "application/json", "x-amzn-requestid": requestId, "x-amzn-errortype": code },
    body: JSON.stringify({ __type: code, [messageMember(model, code)]: message, ...members }),
  }),
};
