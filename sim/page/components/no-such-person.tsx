import { addressOf } from "../state/use-route.ts";
import { nameOfUser } from "../state/workspace-context.tsx";
import type { User } from "../wire.ts";

/** In place of the client when the address names somebody who is not in the workspace: who is. */
export function NoSuchPerson({ called, people }: { called: string; people: readonly User[] }) {
  return (
    <main className="nobody">
      <h1>There is no such person here</h1>
      <p>The address names “{called}”. Be one of these people instead:</p>
      <ul>
        {people.map((user) => (
          <li key={user.id}>
            <a href={addressOf({ user: user.id })}>{nameOfUser(user)}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}
