import type { RefObject } from "react";

const marks = [
  { name: "Bold", sign: "B", before: "*", after: "*" },
  { name: "Italic", sign: "I", before: "_", after: "_" },
  { name: "Strikethrough", sign: "S", before: "~", after: "~" },
  { name: "Quote", sign: "❝", before: "> ", after: "" },
  { name: "Code", sign: "</>", before: "`", after: "`" },
  { name: "Code block", sign: "{ }", before: "```\n", after: "\n```" },
] as const;

/** Buttons that put Slack's marks around what is selected in the composer. `onText` must change the field at once. */
export function FormatBar({
  field,
  onText,
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  onText(text: string): void;
}) {
  const wrap = (before: string, after: string) => {
    const area = field.current;
    if (!area) return;
    const { selectionStart: from, selectionEnd: to, value } = area;
    onText(value.slice(0, from) + before + value.slice(from, to) + after + value.slice(to));
    area.focus();
    area.setSelectionRange(from + before.length, to + before.length);
  };
  return (
    <div className="format-bar" role="toolbar" aria-label="Formatting">
      {marks.map((mark) => (
        <button
          key={mark.name}
          type="button"
          className={`button-icon format-${mark.name.toLowerCase().replace(" ", "-")}`}
          aria-label={mark.name}
          title={mark.name}
          onClick={() => wrap(mark.before, mark.after)}
        >
          {mark.sign}
        </button>
      ))}
    </div>
  );
}
