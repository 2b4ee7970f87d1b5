import type { BillingView } from "../world/aws-shapes.ts";
import { accountIds } from "../world/constants.ts";
import type { World } from "../world/world.ts";
import { AwsError } from "./errors.ts";
import { list, optional, seconds, structure, text } from "./input.ts";
import type { Input, Operations } from "./operation.ts";
import { pageOf } from "./paging.ts";

/** What every organisation has: the view of the whole bill, which nobody can change. */
const primaryArn = `arn:aws:billing::${accountIds.management}:billingview/primary`;

const invalid = (message: string) => new AwsError("ValidationException", message, { reason: "other" });

function viewOf(world: World, input: Input): BillingView {
  const arn = text(input, "arn");
  const view = world.state.billingViews.find((known) => known.arn === arn);
  if (view) return view;
  throw new AwsError("ResourceNotFoundException", `Billing view ${arn} was not found.`, {
    resourceId: arn,
    resourceType: "BILLING_VIEW",
  });
}

function healthOf(world: World, { healthyAt, unhealthy }: BillingView) {
  if (unhealthy) return { statusCode: "UNHEALTHY", statusReasons: ["SOURCE_VIEW_UNHEALTHY"] };
  return { statusCode: healthyAt > world.clock.now() ? "UPDATING" : "HEALTHY" };
}

export const unhealthy = (): AwsError =>
  new AwsError("BillingViewHealthStatusException", "The billing view is not healthy.");

const elementView = (world: World, view: BillingView) => ({
  arn: view.arn,
  name: view.name,
  description: view.description,
  billingViewType: "CUSTOM",
  ownerAccountId: accountIds.management,
  healthStatus: healthOf(world, view),
});

/** The account ids of a data filter; a view here filters by them and by nothing else. */
function accountsIn(expression: Input): string[] {
  const dimensions = structure(expression, "dimensions");
  if (Object.keys(expression).length !== 1 || expression.dimensions === undefined) {
    throw invalid("The data filter expression must hold dimensions and nothing else.");
  }
  const ids = list<string>(dimensions, "values");
  const wrong = ids.find((id) => !/^\d{12}$/.test(id));
  if (wrong !== undefined) throw invalid(`${wrong} is not an account id.`);
  if (new Set(ids).size < ids.length) throw invalid("The values must be distinct.");
  return [...ids];
}

/** AWS Billing: custom billing views. There is no precondition on an update: the last one wins. */
export const billing: Operations = {
  ListBillingViews: ({ world, input }) => {
    const [arns, types] = [list<string>(input, "arns"), list<string>(input, "billingViewTypes")];
    const primary = {
      ...{ arn: primaryArn, name: "Primary View", billingViewType: "PRIMARY", ownerAccountId: accountIds.management },
      healthStatus: { statusCode: "HEALTHY" },
    };
    const all = [primary, ...world.state.billingViews.map((view) => elementView(world, view))].filter(
      ({ arn, billingViewType }) =>
        (arns.length === 0 || arns.includes(arn)) && (types.length === 0 || types.includes(billingViewType)),
    );
    const badToken = () => invalid("The provided nextToken is not valid.");
    const { page, next } = pageOf(all, { size: input.maxResults, token: input.nextToken, badToken });
    return { billingViews: page, ...(next === undefined ? {} : { nextToken: next }) };
  },
  GetBillingView: ({ world, input }) => {
    const view = viewOf(world, input);
    return {
      billingView: {
        ...elementView(world, view),
        dataFilterExpression: { dimensions: { key: "LINKED_ACCOUNT", values: view.accountIds } },
        createdAt: seconds(view.createdAt),
        updatedAt: seconds(view.updatedAt),
      },
    };
  },
  UpdateBillingView: ({ world, input }) => {
    if (input.arn === primaryArn) {
      throw new AwsError("AccessDeniedException", "The primary billing view cannot be changed.");
    }
    const view = viewOf(world, input);
    const now = world.clock.now();
    if (view.unhealthy) throw unhealthy();
    // API Reference, UpdateBillingView: refused while the one before goes on.
    if (view.healthyAt > now) {
      throw new AwsError("ConflictException", "The billing view is being updated.", {
        resourceId: view.arn,
        resourceType: "BILLING_VIEW",
      });
    }
    const expression = input.dataFilterExpression;
    if (expression !== undefined) view.accountIds = accountsIn(expression as Input);
    view.name = optional(input, "name") ?? view.name;
    view.description = optional(input, "description") ?? view.description;
    view.updatedAt = now;
    view.healthyAt = now + world.delays.billingViewUpdateMs;
    return { arn: view.arn, updatedAt: seconds(now) };
  },
};
