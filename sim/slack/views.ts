import { withIds } from "./block-ids.ts";
import { stateOf } from "./element-state.ts";
import { type Json, objectsOf, textOf } from "./json.ts";
import { createKept, type Keeper } from "./kept.ts";
import { newId, newSecret } from "./tokens.ts";
import type { Workspace } from "./workspace.ts";

/** A modal or Home tab as Slack holds it, whole. */
export type View = Json & { id: string; type: string; hash: string };

/** Slack stacks at most this many modals (docs.slack.dev/surfaces/modals). */
const maxStack = 3;

const stackKey = "stack/";
const homeKey = "home/";

/** Every person's modals and Home tab; kept by `stack/` or `home/` and the person. */
export interface Views extends Keeper<View | readonly View[]> {
  /** A person's modals, the top one last. */
  stack(userId: string): readonly View[];
  home(userId: string): View | undefined;
  find(idOrExternalId: string): { userId: string; view: View } | undefined;
  /** Opens a new stack with one modal. */
  open(userId: string, view: Json): View;
  /** Undefined when the stack is full. */
  push(userId: string, view: Json): View | undefined;
  publish(userId: string, view: Json): View;
  /** Puts new contents into a view; it keeps its id and gets a new hash. */
  update(id: string, view: Json): View | undefined;
  /** Keeps what a person entered. */
  enter(id: string, values: unknown): void;
  /** Marks a modal as being sent; false when it already is. */
  hold(id: string): boolean;
  /** The modal may be sent again. */
  release(id: string): void;
  /** Takes the top modal away. */
  pop(userId: string): void;
  /** Takes all modals away and returns them. */
  clear(userId: string): View[];
  reset(): void;
}

/** Creates a store without any views. */
export function createViews({ workspace }: { workspace: Workspace }): Views {
  const stacks = createKept<readonly View[]>();
  const homes = createKept<View>();
  const held = new Set<string>();

  const stack = (userId: string) => stacks.get(userId) ?? [];
  function find(id: string) {
    const matches = (view: View) => view.id === id || (view.external_id !== "" && view.external_id === id);
    for (const [userId, views] of stacks.entries()) {
      const view = views.find(matches);
      if (view !== undefined) return { userId, view };
    }
    for (const [userId, view] of homes.entries()) if (matches(view)) return { userId, view };
    return undefined;
  }

  function put(id: string, next: View): void {
    const replaced = (view: View) => (view.id === id ? next : view);
    for (const [userId, views] of stacks.entries()) {
      if (views.some((view) => view.id === id)) stacks.set(userId, views.map(replaced));
    }
    for (const [userId, view] of homes.entries()) if (view.id === id) homes.set(userId, next);
  }

  /** `entered` carries over what the person had typed into blocks that stay. */
  function toView(sent: Json, id: string, position: { root: string; previous: string | null }, entered: unknown): View {
    const blocks = withIds(objectsOf(sent.blocks));
    return {
      id,
      team_id: workspace.teamId,
      type: textOf(sent.type),
      blocks,
      private_metadata: textOf(sent.private_metadata),
      callback_id: textOf(sent.callback_id),
      state: { values: stateOf(blocks, entered) },
      hash: newSecret(),
      title: sent.title ?? null,
      clear_on_close: sent.clear_on_close === true,
      notify_on_close: sent.notify_on_close === true,
      close: sent.close ?? null,
      submit: sent.submit ?? null,
      previous_view_id: position.previous,
      root_view_id: position.root,
      app_id: workspace.appId,
      external_id: textOf(sent.external_id),
      app_installed_team_id: workspace.teamId,
      bot_id: workspace.botId,
    };
  }

  return {
    stack,
    home: (userId) => homes.get(userId),
    find,
    open(userId, sent) {
      const id = newId("V0");
      const view = toView(sent, id, { root: id, previous: null }, {});
      stacks.set(userId, [view]);
      return view;
    },
    push(userId, sent) {
      const views = stack(userId);
      const [root, top] = [views[0], views.at(-1)];
      if (views.length >= maxStack || root === undefined || top === undefined) return undefined;
      const view = toView(sent, newId("V0"), { root: root.id, previous: top.id }, {});
      stacks.set(userId, [...views, view]);
      return view;
    },
    publish(userId, sent) {
      const id = homes.get(userId)?.id ?? newId("V0");
      const view = toView(sent, id, { root: id, previous: null }, {});
      homes.set(userId, view);
      return view;
    },
    update(id, sent) {
      const found = find(id)?.view;
      if (found === undefined) return undefined;
      const position = { root: textOf(found.root_view_id), previous: textOf(found.previous_view_id) || null };
      const entered = (found.state as { values: unknown }).values;
      const next = toView(sent, found.id, position, keepOwn(entered, objectsOf(found.blocks), objectsOf(sent.blocks)));
      put(found.id, next);
      return next;
    },
    enter(id, values) {
      const found = find(id)?.view;
      if (found === undefined) return;
      put(found.id, { ...found, state: { values: stateOf(objectsOf(found.blocks), values) } });
    },
    hold(id) {
      if (held.has(id)) return false;
      held.add(id);
      return true;
    },
    release: (id) => void held.delete(id),
    pop(userId) {
      stacks.set(userId, stack(userId).slice(0, -1));
    },
    clear(userId) {
      const views = stack(userId);
      stacks.delete(userId);
      return [...views];
    },
    keep: () => [
      ...stacks.changes().map(([userId, views]) => [`${stackKey}${userId}`, views] as const),
      ...homes.changes().map(([userId, view]) => [`${homeKey}${userId}`, view] as const),
    ],
    restore(kept) {
      for (const [key, value] of kept) {
        if (key.startsWith(homeKey)) homes.set(key.slice(homeKey.length), value as View);
        else stacks.set(key.slice(stackKey.length), value as readonly View[]);
      }
    },
    reset() {
      stacks.clear();
      homes.clear();
      held.clear();
    },
  };
}

/** Only blocks whose id the app set itself keep their values over an update; generated ids are new each time. */
function keepOwn(entered: unknown, before: readonly Json[], after: readonly Json[]): Json {
  const kept = new Set(before.map((block) => textOf(block.block_id)));
  const named = after.map((block) => textOf(block.block_id)).filter((id) => id !== "" && kept.has(id));
  return Object.fromEntries(named.map((id) => [id, (entered as Json)[id]]));
}
