import type { AlertBlock } from "@slack/types";
import { Alert, Check, Cross, Info } from "../components/icons.tsx";
import { Text } from "../text/mrkdwn.tsx";

/** Each level has a shape and a word of its own, for who cannot tell it by colour. */
const levels = {
  default: { word: "Note", Icon: Info },
  info: { word: "Information", Icon: Info },
  success: { word: "Success", Icon: Check },
  warning: { word: "Warning", Icon: Alert },
  error: { word: "Error", Icon: Cross },
} as const;

/** One line that stands out. Slack shows it in modals only. */
export function AlertLine({ block }: { block: AlertBlock }) {
  const level = block.level ?? "default";
  const { word, Icon } = levels[level];
  return (
    <div className={`block alert alert-${level}`} role="note" aria-label={word}>
      <span className="alert-icon" title={word}>
        <Icon size={16} />
      </span>
      <Text of={block.text} />
    </div>
  );
}
