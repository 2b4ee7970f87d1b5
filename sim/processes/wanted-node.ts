const wantedMajor = 24;

/** Why this Node cannot run us, in one sentence; undefined when it can. */
export function wrongNode(version: string): string | undefined {
  const [major] = version.split(".");
  return Number(major) === wantedMajor
    ? undefined
    : `This needs Node ${wantedMajor} and was started with Node ${version}: run it with npm (\`npm start\`), which brings Node ${wantedMajor} on Linux, or install Node ${wantedMajor}.`;
}

/** Ends the process with that sentence when another Node runs it. Entry points call it before they load anything else. */
export function insistOnNode(): void {
  const sentence = wrongNode(process.versions.node);
  if (sentence === undefined) return;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
