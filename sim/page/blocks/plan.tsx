import type { PlanBlock, TaskCardBlock } from "@slack/types";
import { useId } from "react";
import { Chevron } from "../components/icons.tsx";
import { useOpened } from "../state/opened.tsx";
import { Link, Plain } from "../text/mrkdwn.tsx";
import { RichText } from "./rich-text.tsx";
import { overall, StatusMark, type TaskStatus } from "./task-status.tsx";

function TaskBody({ task }: { task: TaskCardBlock }) {
  return (
    <>
      {task.details && <RichText block={task.details} />}
      {task.output && (
        <div className="task-output">
          <RichText block={task.output} />
        </div>
      )}
      {task.sources && task.sources.length > 0 && (
        <ul className="task-sources">
          {task.sources.map((source) => (
            <li key={source.url}>
              <Link href={source.url}>{source.text}</Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const hasBody = (task: TaskCardBlock) => Boolean(task.details || task.output || task.sources?.length);

/**
 * A plan: its title and overall state always, its tasks when opened. It starts closed and stays as the reader left it
 * while the block id stays the same (slackapi/node-slack-sdk#2701). The library's plan cannot be opened or closed.
 */
export function Plan({ block, blockId }: { block: PlanBlock; blockId: string }) {
  const [isOpen, toggle] = useOpened(blockId);
  const id = useId();
  const tasks = (block.tasks ?? []) as TaskCardBlock[];
  const status = overall(tasks.map((task) => task.status as TaskStatus));
  return (
    <section className={`block plan plan-${status}`} aria-label={`Plan: ${block.title}`} data-block-id={blockId}>
      <button type="button" className="plan-head" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
        <StatusMark status={status} />
        <span className="plan-title">
          <Plain text={block.title} />
        </span>
        <span className={isOpen ? "plan-chevron open" : "plan-chevron"}>
          <Chevron size={14} />
        </span>
      </button>
      {isOpen && (
        <ol className="plan-tasks" id={id}>
          {tasks.map((task) => (
            <li key={task.task_id} className={`task task-is-${task.status}`}>
              <StatusMark status={task.status as TaskStatus} />
              <div className="task-text">
                <div className="task-title">
                  <Plain text={task.title} />
                </div>
                <TaskBody task={task} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** A task on its own: closed at first when there is more to it than its title. */
export function TaskCard({ block, blockId }: { block: TaskCardBlock; blockId: string }) {
  const [isOpen, toggle] = useOpened(blockId);
  const id = useId();
  const title = (
    <>
      <StatusMark status={block.status as TaskStatus} />
      <span className="plan-title">
        <Plain text={block.title} />
      </span>
    </>
  );
  if (!hasBody(block)) return <div className="block plan plan-head">{title}</div>;
  return (
    <section className={`block plan task-is-${block.status}`} aria-label={`Task: ${block.title}`}>
      <button type="button" className="plan-head" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
        {title}
        <span className={isOpen ? "plan-chevron open" : "plan-chevron"}>
          <Chevron size={14} />
        </span>
      </button>
      {isOpen && (
        <div className="task-alone" id={id}>
          <TaskBody task={block} />
        </div>
      )}
    </section>
  );
}
