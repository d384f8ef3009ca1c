"use strict";
// Everything is readable without this: it only sorts tables and picks out one run.
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const value = (row) => {
        const text = row.cells[column].textContent.trim();
        const number = parseFloat(text.replace(/[£,+]/g, ""));
        return Number.isNaN(number) || !/^[£+\-−\d]/.test(text) ? text : number;
      };
      const order = (a, b) =>
        typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en-GB", { numeric: true });
      const body = table.tBodies[0];
      const rows = [...body.rows].sort((a, b) => (up ? 1 : -1) * order(value(a), value(b)));
      body.append(...rows);
    });
  });
}
const chosen = document.getElementById("chosen");
const runs = document.getElementById("runs");
chosen.addEventListener("change", () => {
  runs.classList.toggle("faded", chosen.value !== "");
  for (const leg of runs.querySelectorAll(".leg")) {
    leg.classList.toggle("chosen", leg.dataset.carer === chosen.value);
  }
});
