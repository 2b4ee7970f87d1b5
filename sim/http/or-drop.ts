import { BeganAgain } from "../world/began-again.ts";
import type { Answer } from "./server.ts";

/** What is under way when the world begins again has nothing to answer any more: its connection is closed. */
export async function orDrop(answering: Promise<Answer>): Promise<Answer> {
  try {
    return await answering;
  } catch (error) {
    if (error instanceof BeganAgain) return "drop";
    throw error;
  }
}
