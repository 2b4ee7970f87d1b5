import type { ActionsBlock, AlertBlock, KnownBlock } from "@slack/types";
import { BlockElement } from "../elements/element.tsx";
import type { Identified } from "../elements/surface.tsx";
import { OpenedScope } from "../state/opened.tsx";
import { Text } from "../text/mrkdwn.tsx";
import { Input } from "./input.tsx";
import { LibraryBlock, libraryTypes } from "./library.tsx";
import { Plan, TaskCard } from "./plan.tsx";
import { Context, Header, Picture, Section } from "./section.tsx";
import { Table } from "./table.tsx";

function Actions({ block, blockId }: { block: ActionsBlock; blockId: string }) {
  return (
    <div className="block actions">
      {block.elements.map((element, index) => (
        <BlockElement
          key={("action_id" in element && element.action_id) || index}
          element={element as Identified}
          at={{ blockId, dispatch: true }}
        />
      ))}
    </div>
  );
}

function AlertLine({ block }: { block: AlertBlock }) {
  return (
    <div className={`block alert alert-${block.level ?? "default"}`} role="note">
      <Text of={block.text} />
    </div>
  );
}

function DrawBlock({ block, blockId }: { block: KnownBlock; blockId: string }) {
  switch (block.type) {
    case "section":
      return <Section block={block} blockId={blockId} />;
    case "header":
      return <Header block={block} />;
    case "context":
      return <Context block={block} />;
    case "image":
      return <Picture block={block} />;
    case "divider":
      return <hr className="block divider" />;
    case "actions":
      return <Actions block={block} blockId={blockId} />;
    case "input":
      return <Input block={block} blockId={blockId} />;
    case "table":
      return <Table block={block} />;
    case "plan":
      return <Plan block={block} blockId={blockId} />;
    case "task_card":
      return <TaskCard block={block} blockId={blockId} />;
    case "alert":
      return <AlertLine block={block} />;
    default:
      // Never left out: a reader must know that the app sent something this page cannot draw yet.
      if (!libraryTypes.has(block.type)) return <p className="unknown">Block “{block.type}” cannot be shown here.</p>;
      return <LibraryBlock block={block} />;
  }
}

/** The blocks of one message (scope: its ts) or view (scope: its id), in order. */
export function Blocks({ blocks, scope }: { blocks: readonly KnownBlock[]; scope: string }) {
  return (
    <OpenedScope of={scope}>
      {blocks.map((block, index) => {
        const blockId = block.block_id ?? `block-${index}`;
        return <DrawBlock key={blockId} block={block} blockId={blockId} />;
      })}
    </OpenedScope>
  );
}
