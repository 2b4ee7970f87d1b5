const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is taken",
  EACCES: "the port is not for everybody",
};

/** Why nothing could listen on a port that `flag` gave, in a sentence; undefined for an error of another kind. */
export function portProblem(error: unknown, flag: string, port: number): string | undefined {
  const reason = reasons[(error as { code?: string }).code ?? ""];
  return reason && `${flag} ${port}: ${reason}. Name another, or 0 for any free one.`;
}
