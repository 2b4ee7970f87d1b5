import { Component, type ReactNode } from "react";

interface Props {
  /** What is drawn. Where it failed, another one is a reason to try again. */
  of: unknown;
  /** What stands in its place when it cannot be drawn. */
  instead: ReactNode;
  children: ReactNode;
}

interface State {
  of: unknown;
  hasFailed: boolean;
}

/**
 * Keeps a fault while drawing to the part it is in, so that one message never takes the page from everybody.
 * A class, since React tells of such faults to nothing else (react.dev/reference/react/Component, "Catching rendering errors").
 */
export class Boundary extends Component<Props, State> {
  override state: State = { of: this.props.of, hasFailed: false };

  static getDerivedStateFromError(): Partial<State> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.of === state.of ? null : { of: props.of, hasFailed: false };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.instead : this.props.children;
  }
}
