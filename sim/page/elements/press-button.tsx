import type { ReactNode } from "react";

/**
 * The button of an element whose click goes to the app. While that is under way it stays where it is for the keyboard
 * (a disabled button would lose the focus) and takes no second click.
 */
export function PressButton(props: {
  className: string;
  label?: string | undefined;
  title?: string | undefined;
  busy: boolean;
  pressed?: boolean;
  onPress(): void;
  children: ReactNode;
}) {
  const { busy } = props;
  return (
    <button
      type="button"
      className={props.className}
      aria-label={props.label}
      title={props.title}
      aria-busy={busy}
      aria-disabled={busy || undefined}
      aria-pressed={props.pressed}
      onClick={() => busy || props.onPress()}
    >
      {props.children}
      {busy && <span className="spinner" aria-hidden="true" />}
    </button>
  );
}
