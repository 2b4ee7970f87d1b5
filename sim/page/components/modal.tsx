import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { closeView, leaveViews, submitView } from "../api.ts";
import { Blocks } from "../blocks/block.tsx";
import { SurfaceProvider } from "../elements/surface.tsx";
import { useSurfaceState } from "../state/use-surface.ts";
import { nameOfApp, useWorkspace } from "../state/workspace-context.tsx";
import { Plain } from "../text/mrkdwn.tsx";
import type { View } from "../wire.ts";
import { Avatar } from "./avatar.tsx";
import { Dialog } from "./dialog.tsx";
import { Alert, Close } from "./icons.tsx";
import { valuesOfBlocks } from "./view-values.ts";

const noErrors: Record<string, string> = {};

/** One modal: its blocks, field errors under their fields, and the two buttons the app named. */
function Modal({ view, isTop, onChanged }: { view: View; isTop: boolean; onChanged(): Promise<void> }) {
  const workspace = useWorkspace();
  const { me, botUserId } = workspace;
  const appName = nameOfApp(workspace);
  const [errors, setErrors] = useState(noErrors);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const body = useRef<HTMLDivElement>(null);
  const place = useMemo(() => ({ viewId: view.id }), [view.id]);
  const surface = useSurfaceState({
    place,
    user: me.id,
    errors,
    valuesOf: (stateOf) => valuesOfBlocks(view.blocks, stateOf),
  });
  const title = view.title?.text ?? appName;

  // The first wrong field takes the focus, so that the keyboard and the screen reader are where the work is.
  useEffect(() => {
    if (errors === noErrors) return;
    body.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);

  // A window that opened while loading gets its fields later; the first of them takes the focus, as in Slack.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new blocks are what brings new fields
  useEffect(() => {
    if (!isTop || body.current?.contains(document.activeElement)) return;
    body.current?.querySelector<HTMLElement>("input, textarea, select")?.focus();
  }, [view.hash, isTop]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    setErrors(noErrors);
    setFailure(undefined);
    setSending(true);
    const values = valuesOfBlocks(view.blocks, surface.stateOf);
    const outcome = await submitView({ user: me.id, viewId: view.id, values });
    if (outcome.errors && Object.keys(outcome.errors).length) setErrors(outcome.errors);
    else if (!outcome.ok)
      setFailure(`We had some trouble connecting. Try again? (${outcome.error ?? "no reason given"})`);
    await onChanged().catch(() => {});
    setSending(false);
  };
  const close = async () => {
    const outcome = await closeView({ user: me.id, viewId: view.id });
    if (!outcome.ok) setFailure(`The window could not be closed (${outcome.error ?? "no reason given"}).`);
    await onChanged().catch(() => {});
  };

  return (
    <Dialog label={title} className={isTop ? "modal" : "modal modal-under"} onClose={close}>
      <form onSubmit={submit} noValidate aria-busy={sending}>
        <header className="dialog-head">
          <Avatar id={botUserId ?? "app"} name={appName} sizePx={28} app />
          <h2>
            <Plain text={title} />
          </h2>
          <button type="button" className="button-icon" aria-label="Close" onClick={close}>
            <Close />
          </button>
        </header>
        <div className="dialog-body" ref={body}>
          {failure && (
            <div className="modal-failure" role="alert">
              <Alert size={16} /> {failure}
            </div>
          )}
          <SurfaceProvider value={surface}>
            <Blocks blocks={view.blocks} scope={view.id} />
          </SurfaceProvider>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            <Plain text={view.close?.text ?? (view.submit ? "Cancel" : "Close")} />
          </button>
          {view.submit && (
            <button type="submit" className="button button-primary solid" disabled={sending} aria-busy={sending}>
              <Plain text={view.submit.text} />
              {sending && <span className="spinner" aria-hidden="true" />}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

/** All open modals; the last is on top, and those under it keep what was filled in. As in Slack, none outlives the page that showed it. */
export function ModalStack({ views, onChanged }: { views: readonly View[]; onChanged(): Promise<void> }) {
  const { me } = useWorkspace();
  const isOpen = views.length > 0;
  useEffect(() => {
    if (!isOpen) return;
    const onLeave = () => leaveViews(me.id);
    window.addEventListener("pagehide", onLeave);
    return () => window.removeEventListener("pagehide", onLeave);
  }, [isOpen, me.id]);
  return views.map((view, index) => (
    <Modal key={view.id} view={view} isTop={index === views.length - 1} onChanged={onChanged} />
  ));
}
