import type { ActionsBlock, KnownBlock, RichTextBlock } from "@slack/types";
import type { ReactNode } from "react";
import { BlockElement } from "../elements/element.tsx";
import type { Identified } from "../elements/surface.tsx";
import { OpenedScope } from "../state/opened.tsx";
import { AlertLine } from "./alert.tsx";
import { CardFrame, Carousel } from "./card.tsx";
import { Chart } from "./chart.tsx";
import { Container } from "./container.tsx";
import { ContextActions } from "./context-actions.tsx";
import { DataTable } from "./data-table.tsx";
import { Input } from "./input.tsx";
import { Markdown } from "./markdown.tsx";
import { Picture, RemoteFile, Video } from "./media.tsx";
import { Plan, TaskCard } from "./plan.tsx";
import { RichText } from "./rich-text.tsx";
import { Context, Header, Section } from "./section.tsx";
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

const Rich = ({ block }: { block: RichTextBlock }) => (
  <div className="block">
    <RichText block={block} />
  </div>
);

interface Drawn {
  blockId: string;
  draw(blocks: readonly KnownBlock[]): ReactNode;
}

/** Each drawer takes the one type its key names; the wire's `type` is what proves it. */
type Drawer = (props: { block: never } & Drawn) => ReactNode;

const drawers: Readonly<Record<string, Drawer>> = {
  actions: Actions,
  alert: AlertLine,
  card: CardFrame,
  carousel: Carousel,
  container: Container,
  context: Context,
  context_actions: ContextActions,
  data_table: DataTable,
  data_visualization: Chart,
  divider: () => <hr className="block divider" />,
  file: RemoteFile,
  header: Header,
  image: Picture,
  input: Input,
  markdown: Markdown,
  plan: Plan,
  rich_text: Rich,
  section: Section,
  table: Table,
  task_card: TaskCard,
  video: Video,
};

function draw(blocks: readonly KnownBlock[]): ReactNode {
  return blocks.map((block, index) => {
    const blockId = block.block_id ?? `block-${index}`;
    const Drawer = drawers[block.type] as ((props: { block: KnownBlock } & Drawn) => ReactNode) | undefined;
    // Never left out: a reader must know that the app sent something this page cannot draw yet.
    if (!Drawer) return <p key={blockId} className="unknown">{`Block “${block.type}” cannot be shown here.`}</p>;
    return <Drawer key={blockId} block={block} blockId={blockId} draw={draw} />;
  });
}

/** The blocks of one message (scope: its ts) or view (scope: its id), in order. */
export function Blocks({ blocks, scope }: { blocks: readonly KnownBlock[]; scope: string }) {
  return <OpenedScope of={scope}>{draw(blocks)}</OpenedScope>;
}
