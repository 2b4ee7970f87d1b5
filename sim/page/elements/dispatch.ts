import type { DispatchActionConfig } from "@slack/types";
import type { Standing } from "./surface.tsx";

/**
 * When a text field tells the app (`dispatch_action_config`); without a word from the app, on Enter
 * (docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object).
 */
export function dispatchOf(
  element: { dispatch_action_config?: DispatchActionConfig },
  at: Standing,
): { onEnter: boolean; onCharacter: boolean } {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  return {
    onEnter: at.dispatch && triggers.includes("on_enter_pressed"),
    onCharacter: at.dispatch && triggers.includes("on_character_entered"),
  };
}
