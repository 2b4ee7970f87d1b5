import type { Registry } from "../registry.ts";
import { betweenMarkers, type Markers } from "./between-markers.ts";
import { commandsDocument, permissionsDocument, readmeMarkers, readmeTable } from "./documents.ts";
import { manifestMarkers, slashCommandPart } from "./manifest.ts";

/** A file that is written from the registry. */
export interface Target {
  /** From the repository's root. */
  path: string;
  /** The file as it should be; `now` is what it holds, if it exists. undefined: nothing of it is ours. */
  render(now: string | undefined): string | undefined;
}

const part = (markers: Markers, body: string, path: string, optional: boolean): Target => ({
  path,
  render: (now) => {
    const rendered = now === undefined ? undefined : betweenMarkers(now, markers, body);
    if (rendered === undefined && !optional)
      throw new Error(`${path} must hold the lines ${markers.start} and ${markers.end}`);
    return rendered;
  },
});

export const targetsFor = (registry: Registry): Target[] => [
  part(manifestMarkers, slashCommandPart(registry), "manifest.yml", false),
  { path: "docs/commands.md", render: () => commandsDocument(registry) },
  { path: "docs/permissions.md", render: () => permissionsDocument(registry) },
  part(readmeMarkers, `\n${readmeTable(registry)}\n`, "README.md", true),
];
