import type { AwsService } from "../../../sim/world/fault-catalogue.ts";
import type { AwsEstate } from "../estate.ts";

type Input = object;

/** What one operation is shown with: a call that passes and one that is refused. */
export interface Example {
  service: AwsService;
  operation: string;
  /** What has to be so before; what it answers is given to the inputs. */
  given?: (estate: AwsEstate) => Promise<Record<string, string>> | Record<string, string>;
  passes: Input | ((known: Record<string, string>) => Input);
  /** What the answer has to hold; nothing where the service says nothing, and `after` shows what was done. */
  answers: object;
  /** What a look afterwards has to find. */
  after?: { look: (estate: AwsEstate, known: Record<string, string>) => Promise<unknown>; finds: unknown };
  refused: Input | ((known: Record<string, string>) => Input);
  /** Who is refused, where it is not for the input. */
  refusedTo?: "the task" | "a stranger";
  /** The name the SDK gives the error. */
  by: string;
}

/** The name of the error that a call ends with, or "none". */
export const errorOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "none",
    (error: { name: string }) => error.name,
  );

/** Examples of one service by operation. */
export const examplesOf = (
  service: AwsService,
  examples: Readonly<Record<string, Omit<Example, "service" | "operation">>>,
): Example[] => Object.entries(examples).map(([operation, example]) => ({ service, operation, ...example }));
