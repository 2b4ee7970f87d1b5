import { ArrowDown } from "./icons.tsx";

/** Back to the newest message, from further up. */
export function JumpToEnd({ news, onJump }: { news: number; onJump(): void }) {
  const words = news > 0 ? `${news} new ${news === 1 ? "message" : "messages"}` : "Jump to newest";
  return (
    <button type="button" className={news > 0 ? "jump jump-new" : "jump"} onClick={onJump}>
      <ArrowDown size={14} /> {words}
    </button>
  );
}
