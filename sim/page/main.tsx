import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { Boundary } from "./components/boundary.tsx";
import { NothingToShow } from "./components/undrawn.tsx";
import { followTheme } from "./state/theme.ts";
import "slack-blocks-to-jsx/dist/style.css";
import "./styles/tokens.css";
import "./styles/frame.css";
import "./styles/sidebar.css";
import "./styles/people.css";
import "./styles/messages.css";
import "./styles/attached.css";
import "./styles/message-acts.css";
import "./styles/undrawn.css";
import "./styles/composer.css";
import "./styles/blocks.css";
import "./styles/elements.css";
import "./styles/dialog.css";
import "./styles/library.css";
import "./styles/tools.css";
import "./styles/traffic.css";
import "./styles/activity.css";
import "./styles/phone.css";
import "./styles/motion.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
followTheme();
createRoot(root).render(
  <Boundary of={undefined} instead={<NothingToShow />}>
    <App />
  </Boundary>,
);
