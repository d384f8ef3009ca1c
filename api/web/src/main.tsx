import { createRoot } from "react-dom/client";
import { source } from "#source";
import { App } from "./app/app";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/board.css";
import "./styles/visits.css";
import "./styles/dialog.css";
import "./styles/tables.css";
import "./styles/narrow.css";
import "./styles/print.css";

const page = document.getElementById("page");
if (page) createRoot(page).render(<App source={source} />);
