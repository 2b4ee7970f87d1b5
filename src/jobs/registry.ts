import type { Workflow } from "./shapes.ts";

/** The workflows this build can run, by name and major. */
export interface WorkflowRegistry {
  find(name: string, major: number): Workflow | undefined;
  /** The one new jobs are started with. Throws for a name nobody registered. */
  newest(name: string): Workflow;
}

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
