import type { Workflow } from "./shapes.ts";

/** The workflows this build can run, by name and major. */
export interface WorkflowRegistry {
  find(name: string, major: number): Workflow | undefined;
  /** The one new jobs are started with. Throws for a name nobody registered. */
  newest(name: string): Workflow;
}

/** Throws where child jobs would run a workflow that is not there, or one that has child jobs itself: those would be told of nowhere. */
const checkChildren = (workflows: readonly Workflow[]): void => {
  for (const { name, steps } of workflows) {
    for (const step of steps) {
      if (step.shape !== "each") continue;
      const child = workflows.filter((other) => other.name === step.rules.workflow);
      const wrong = child.length === 0 ? "nobody registered" : "has child jobs itself";
      if (child.length === 0 || child.some((other) => other.steps.some(({ shape }) => shape === "each")))
        throw new Error(`workflow ${name}: the children of ${step.name} run ${step.rules.workflow}, which ${wrong}`);
    }
  }
};

/** Throws where claims would be given back after a step that is not there, so never before the end. */
const checkClaims = (workflows: readonly Workflow[]): void => {
  for (const { name, claims, steps } of workflows) {
    const until = claims?.until;
    if (until !== undefined && !steps.some((step) => step.name === until))
      throw new Error(`workflow ${name}: its claims are held until ${until}, which is no step of it`);
  }
};

export const createWorkflowRegistry = (workflows: readonly Workflow[]): WorkflowRegistry => {
  checkClaims(workflows);
  checkChildren(workflows);
  const find = (name: string, major: number) =>
    workflows.find((workflow) => workflow.name === name && workflow.major === major);
  return {
    find,
    newest(name) {
      const majors = workflows.filter((workflow) => workflow.name === name).map(({ major }) => major);
      const newest = majors.length > 0 ? find(name, Math.max(...majors)) : undefined;
      if (!newest) throw new Error(`no workflow is called ${name}`);
      return newest;
    },
  };
};
