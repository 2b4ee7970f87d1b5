import type { Workflow } from "./shapes.ts";

/** The workflows this build can run, by name and major. */
export interface WorkflowRegistry {
  find(name: string, major: number): Workflow | undefined;
  /** The one new jobs are started with. Throws for a name nobody registered. */
  newest(name: string): Workflow;
}

export const createWorkflowRegistry = (workflows: readonly Workflow[]): WorkflowRegistry => {
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
