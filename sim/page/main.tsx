import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "slack-blocks-to-jsx/dist/style.css";
import "./styles/tokens.css";
import "./styles/frame.css";
import "./styles/messages.css";
import "./styles/composer.css";
import "./styles/blocks.css";
import "./styles/elements.css";
import "./styles/dialog.css";
import "./styles/library.css";
import "./styles/motion.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(<App />);
