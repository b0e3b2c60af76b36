"use strict";
(() => {
  const alike = {{ alike|tojson }};
  const marks = {{ marks|tojson }};
  const isMark = (letter) => marks.some(([first, last]) => first <= letter && letter <= last);
  const folded = (text) => Array.from(text.toLowerCase().normalize("NFKD"))
    .filter((letter) => !isMark(letter)).map((letter) => alike[letter] ?? letter).join("");

  const box = document.getElementById("search-box");
  const status = document.getElementById("search-status");
  const names = Array.from(document.querySelectorAll("[data-language]"));
  const rows = Array.from(document.querySelectorAll("[data-find]"));

  const filter = () => {
    const words = folded(box.value).split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.dataset.find.includes(word));
    for (const body of document.querySelectorAll("tbody")) {
      body.hidden = !body.querySelector("tr:not([hidden])");
    }
    for (const name of names) name.hidden = document.getElementById(name.dataset.language).hidden;
    const found = rows.filter((row) => !row.hidden).length;
    status.textContent = !words.length ? `${rows.length} in the list.`
      : found ? `${found} of ${rows.length} found.`
      : "Nothing found. Try the English name, or the code, such as es.";
  };

  box.addEventListener("input", filter);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.value = ""; filter(); }
  });
  box.value = "";
  document.getElementById("search").hidden = false;
  filter();
})();
