import { Alert } from "../components/icons.tsx";
import { type Identified, useSurface } from "./surface.tsx";

/** The sentence beside an element whose click the app did not take. */
export function Failure({ blockId, element }: { blockId: string; element: Identified }) {
  const text = useSurface().failureOf(blockId, element);
  if (!text) return null;
  return (
    <span className="element-failure" role="alert">
      <Alert size={14} /> {text}
    </span>
  );
}
