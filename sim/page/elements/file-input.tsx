import type { FileInput } from "@slack/types";
import { useId, useRef, useState } from "react";
import { uploadFile } from "../api.ts";
import { Alert, Close, File as FileIcon } from "../components/icons.tsx";
import { useWorkspace } from "../state/workspace-context.tsx";
import type { FileShare } from "../wire.ts";
import { Failure } from "./failure.tsx";
import { describedAlso, fieldProps } from "./field-props.ts";
import { UploadSign } from "./signs.tsx";
import { type Standing, useSurface } from "./surface.tsx";

/** Slack's bound where the element sets none. */
const mostFiles = 10;

/** Why a file was not taken, in plain words. */
const refusals: Record<string, string> = {
  file_too_large: "is larger than 10 MB.",
  invalid_arguments: "is empty.",
};

function sizeOf(bytes = 0): string {
  return bytes < 1_000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1_000)} KB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Files go up as soon as they are chosen or dropped; the form then names them. */
export function FileElement({ element, at }: { element: FileInput; at: Standing }) {
  const surface = useSurface();
  const { me } = useWorkspace();
  const [waiting, setWaiting] = useState(0);
  const [refused, setRefused] = useState<string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const most = element.max_files ?? mostFiles;
  const files: readonly FileShare[] = surface.stateOf(at.blockId, element)?.files ?? [];
  const field = describedAlso(fieldProps(at, element, "Files"), `${id}-note`);

  // The state is read anew for each file: others have come in while this one went up.
  const held = () => surface.stateOf(at.blockId, element)?.files ?? [];
  const keep = (next: readonly FileShare[]) =>
    surface.change(at.blockId, element, { type: element.type, files: [...next] }, false);
  const take = async (chosen: readonly File[]) => {
    const room = Math.max(0, most - held().length);
    setRefused(
      chosen.slice(room).map((file) => `“${file.name}”: no more than ${most} ${most === 1 ? "file" : "files"}.`),
    );
    setWaiting((count) => count + 1);
    for (const file of chosen.slice(0, room)) {
      const outcome = await uploadFile(me.id, file);
      if (outcome.ok && outcome.file_id) keep([...held(), { id: outcome.file_id, name: file.name, size: file.size }]);
      else {
        const why = refusals[outcome.error ?? ""] ?? `did not arrive (${outcome.error ?? "no reason given"}).`;
        setRefused((before) => [...before, `“${file.name}” ${why}`]);
      }
    }
    setWaiting((count) => count - 1);
  };
  const types = element.filetypes?.map((type) => `.${type}`);
  return (
    <div className="element file-input" data-uploading={waiting > 0}>
      {files.map((file) => (
        <div key={file.id} className="file">
          <FileIcon />
          <span className="file-name">{file.name}</span>
          <span className="file-size">{sizeOf(file.size)}</span>
          <button
            type="button"
            className="button-icon"
            aria-label={`Remove ${file.name}`}
            onClick={() => {
              keep(files.filter((each) => each.id !== file.id));
              input.current?.focus();
            }}
          >
            <Close size={14} />
          </button>
        </div>
      ))}
      <label
        className="file-drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void take([...event.dataTransfer.files]);
        }}
      >
        <input
          {...field}
          ref={input}
          type="file"
          className="unseen"
          multiple={most > 1}
          accept={types?.join(",")}
          onChange={(event) => {
            void take([...(event.target.files ?? [])]);
            // The same file may be chosen again after it was taken away.
            event.target.value = "";
          }}
        />
        <UploadSign />
        <span>{waiting > 0 ? "Uploading…" : "Drop files here, or choose them"}</span>
      </label>
      <div className="field-note" id={`${id}-note`}>
        {types ? `${types.join(", ")} · ` : ""}up to {most} {most === 1 ? "file" : "files"} of 10 MB
      </div>
      {refused.map((text) => (
        <div key={text} className="element-failure" role="alert">
          <Alert size={14} /> {text}
        </div>
      ))}
      <Failure blockId={at.blockId} element={element} />
    </div>
  );
}
