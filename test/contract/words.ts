import type { Outcome } from "./ask.ts";
import type { Target } from "./asked.ts";

const names: Record<Target["service"], string> = { isb: "ISB", slack: "Slack", aws: "AWS" };

/** What became of a contract, in lines for a person. */
export function told({ service, url }: Pick<Target, "service" | "url">, outcomes: readonly Outcome[]): string[] {
  const different = outcomes.filter((outcome) => outcome.is === "different");
  const unasked = outcomes.filter((outcome) => outcome.is === "not asked");
  const asked = outcomes.length - unasked.length;
  const writing = unasked.filter(({ because }) => because === "it writes").length;
  const unknown = unasked.filter(({ because }) => because === "a value is unknown");
  const values = [...new Set(unknown.flatMap((outcome) => outcome.unknown))];
  return [
    ...different.flatMap(({ asked: { name, as, sends }, differences }) => [
      `  not as expected: ${name}`,
      `    ${sends.method} ${sends.headers?.["X-Amz-Target"] ?? sends.path} as ${as}`,
      ...differences.map((difference) => `    ${difference}`),
    ]),
    `${names[service]} at ${url}: ${asked} asked, ${asked - different.length} as expected, ${different.length} not.`,
    ...(writing > 0 ? [`  ${writing} not asked because they change something; --writes asks them too.`] : []),
    ...(unknown.length > 0
      ? [`  ${unknown.length} not asked because nothing was known for: ${values.join(", ")}.`]
      : []),
  ];
}
