const colours = ["#8d3c7a", "#2b6cb0", "#2f7d5b", "#b4591f", "#5a4fcf", "#a8324a", "#3f6b7d", "#7a6321"];

function colourOf(id: string): string {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 9973;
  return colours[sum % colours.length] as string;
}

function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter(Boolean);
  return (words.length > 1 ? `${words[0]?.[0]}${words.at(-1)?.[0]}` : name.slice(0, 2)).toUpperCase();
}

/** Initials on a colour of one's own; the name always stands beside it, so it is hidden from readers. */
export function Avatar({
  id,
  name,
  sizePx = 36,
  app = false,
}: {
  id: string;
  name: string;
  sizePx?: number;
  app?: boolean;
}) {
  return (
    <span
      aria-hidden="true"
      className={app ? "avatar avatar-app" : "avatar"}
      style={{ width: sizePx, height: sizePx, fontSize: sizePx * 0.4, ...(app ? {} : { background: colourOf(id) }) }}
    >
      {app ? name.slice(0, 3).toLowerCase() : initialsOf(name)}
    </span>
  );
}
