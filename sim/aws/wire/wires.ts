import type { AwsService } from "../../world/fault-catalogue.ts";
import { type Model, modelOf } from "../model/model.ts";
import { jsonWire } from "./json.ts";
import { queryWire } from "./query.ts";
import { restWire } from "./rest-json.ts";
import type { Wire } from "./wire.ts";

const wires: Readonly<Record<Model["protocol"], Wire>> = { json: jsonWire, query: queryWire, "rest-json": restWire };

/** The protocol a service speaks, by its model. */
export const wireOf = (service: AwsService): Wire => wires[modelOf(service).protocol];
