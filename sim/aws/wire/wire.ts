import type { HttpRequest, HttpResponse } from "../../http/server.ts";
import { type AwsError, commonErrors } from "../errors.ts";
import type { Model } from "../model/model.ts";
import type { Input, Output } from "../operation.ts";

/** How a protocol writes requests, answers and errors. */
export interface Wire {
  /** The input by the model's member names; throws a SerializationException where there is nothing to read. */
  read(request: HttpRequest, model: Model, operation: string): Input;
  ok(model: Model, operation: string, output: Output, requestId: string): HttpResponse;
  error(model: Model, error: AwsError, requestId: string): HttpResponse;
}

/** An error's HTTP status: what its model says, else what is common, else that it is the caller's fault. */
export function statusOf(model: Model, code: string): number {
  const shape = model.shapes[code];
  return shape?.error?.httpStatusCode ?? commonErrors[code]?.status ?? (shape?.fault ? 500 : 400);
}
