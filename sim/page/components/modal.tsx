import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { closeView, leaveViews, submitView } from "../api.ts";
import { Blocks } from "../blocks/block.tsx";
import { SurfaceProvider } from "../elements/surface.tsx";
import { useSurfaceState } from "../state/use-surface.ts";
import { nameOfApp, useWorkspace } from "../state/workspace-context.tsx";
import { Plain } from "../text/mrkdwn.tsx";
import type { View } from "../wire.ts";
import { Avatar } from "./avatar.tsx";
import { Boundary } from "./boundary.tsx";
import { Dialog } from "./dialog.tsx";
import { firstField, firstWrongField, isFocusFree, uploadingIn } from "./first-field.ts";
import { Alert, Close } from "./icons.tsx";
import { reasonOf, troubleText } from "./trouble.ts";
import { UndrawnWindow } from "./undrawn.tsx";
import { valuesOfBlocks } from "./view-values.ts";

type Errors = Readonly<Record<string, string>>;
const noErrors: Errors = {};

const stillUploading = "Please wait until the file is uploaded.";

/** One modal: its blocks, field errors under their fields, and the two buttons the app named. */
function Modal({ view, isTop, onChanged }: { view: View; isTop: boolean; onChanged(): Promise<void> }) {
  const workspace = useWorkspace();
  const { me, botUserId } = workspace;
  const appName = nameOfApp(workspace);
  const [errors, setErrors] = useState(noErrors);
  const [found, setFound] = useState(0);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<{ text: string; reason: string }>();
  const body = useRef<HTMLDivElement>(null);
  const place = useMemo(() => ({ viewId: view.id }), [view.id]);
  const surface = useSurfaceState({
    place,
    user: me.id,
    errors,
    valuesOf: (stateOf) => valuesOfBlocks(view.blocks, stateOf),
    // What is being put right is no longer wrong until it is sent again.
    onEdit: (blockId) => setErrors(({ [blockId]: _, ...others }) => others),
  });
  const title = view.title?.text ?? appName;
  const hasFields = Object.keys(valuesOfBlocks(view.blocks, surface.stateOf)).length > 0;

  // The first wrong field takes the focus, so that the keyboard and the screen reader are where the work is.
  useEffect(() => {
    if (found > 0) firstWrongField(body.current)?.focus();
  }, [found]);

  // A window that opened while loading gets its fields later; the first of them takes the focus, as in Slack.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new blocks are what brings new fields
  useEffect(() => {
    if (isTop && isFocusFree()) firstField(body.current)?.focus();
  }, [view.hash, isTop]);

  const show = (wrong: Errors) => {
    setErrors(wrong);
    setFound((count) => count + 1);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    const waiting = uploadingIn(body.current);
    if (waiting.length) return show(Object.fromEntries(waiting.map((blockId) => [blockId, stillUploading])));
    setErrors(noErrors);
    setFailure(undefined);
    setSending(true);
    const values = valuesOfBlocks(view.blocks, surface.stateOf);
    const outcome = await submitView({ user: me.id, viewId: view.id, values });
    if (outcome.errors && Object.keys(outcome.errors).length) show(outcome.errors);
    else if (!outcome.ok) setFailure({ text: troubleText, reason: reasonOf(outcome.error) });
    await onChanged().catch(() => {});
    setSending(false);
  };
  const close = async (all: boolean) => {
    const outcome = await closeView({ user: me.id, viewId: view.id, all });
    if (!outcome.ok) setFailure({ text: "This window could not be closed.", reason: reasonOf(outcome.error) });
    await onChanged().catch(() => {});
  };

  return (
    <Dialog label={title} className={isTop ? "modal" : "modal modal-under"} onClose={() => close(false)}>
      <form onSubmit={submit} noValidate aria-busy={sending}>
        <header className="dialog-head">
          <Avatar id={botUserId ?? "app"} name={appName} sizePx={28} app />
          <h2>
            <Plain text={title} emoji={view.title?.emoji} />
          </h2>
          <button type="button" className="button-icon" aria-label="Close" onClick={() => close(true)}>
            <Close />
          </button>
        </header>
        {/* It scrolls, so the keyboard must be able to reach it where it holds no field. */}
        <div className="dialog-body" ref={body} tabIndex={hasFields ? undefined : 0}>
          {failure && (
            <div className="modal-failure" role="alert">
              <Alert size={16} />
              <span>
                <strong>{failure.text}</strong> <span className="modal-reason">{failure.reason}</span>
              </span>
            </div>
          )}
          <SurfaceProvider value={surface}>
            <Blocks blocks={view.blocks} scope={view.id} />
          </SurfaceProvider>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={() => close(false)}>
            <Plain text={view.close?.text ?? (view.submit ? "Cancel" : "Close")} emoji={view.close?.emoji} />
          </button>
          {view.submit && (
            <button
              type="submit"
              className="button button-primary solid"
              aria-disabled={sending || undefined}
              aria-busy={sending}
            >
              <Plain text={view.submit.text} emoji={view.submit.emoji} />
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
  const drop = async (view: View) => {
    await closeView({ user: me.id, viewId: view.id, all: false });
    await onChanged().catch(() => {});
  };
  return views.map((view, index) => (
    <Boundary key={view.id} of={view} instead={<UndrawnWindow onClose={() => drop(view)} />}>
      <Modal view={view} isTop={index === views.length - 1} onChanged={onChanged} />
    </Boundary>
  ));
}
