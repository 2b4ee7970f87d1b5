import type { Estate } from "../../state/use-estate.ts";
import { FaultForm } from "./fault-form.tsx";
import { FaultList } from "./fault-list.tsx";
import { Scenarios } from "./scenarios.tsx";
import { TimeControls } from "./time-controls.tsx";
import { Troubles } from "./troubles.tsx";

/** The world's time, its trouble and how it begins: everything a person may do to it by hand. */
export function WorldPanel({ estate }: { estate: Estate }) {
  const hasWorld = Object.keys(estate.catalogue).length > 0;
  return (
    <div className="world">
      <TimeControls estate={estate} />
      {hasWorld ? (
        <>
          <FaultList estate={estate} />
          <Troubles estate={estate} />
          <FaultForm estate={estate} />
          <Scenarios estate={estate} />
        </>
      ) : (
        <p className="tools-empty">Slack runs alone here: there is no AWS and no ISB that anything could happen to.</p>
      )}
    </div>
  );
}
