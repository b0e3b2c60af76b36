// Follow the files: when the server says that something is new, put in what has changed, and only that.
"use strict";

const news = document.getElementById("news");
const partsOf = (page) => [...page.querySelectorAll("[data-part]")];
const shape = (parts) => parts.map((part) => part.id).join();

function replace(old, fresh) {
  const focused = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (focused) fresh.focus();
}

/** Put the parts that differ in the place of the old ones; return how many texts were among them. */
function put(page) {
  const before = partsOf(document), after = partsOf(page);
  document.title = page.title;
  if (shape(before) !== shape(after)) {
    replace(document.getElementById("texts"), page.getElementById("texts"));
    for (const id of ["head", "sheet"]) replace(document.getElementById(id), page.getElementById(id));
    return after.length;
  }
  const changed = before.map((old, at) => [old, after[at]]).filter(([old, fresh]) => !same(old, fresh));
  for (const [old, fresh] of changed) {
    fresh.classList.toggle("fresh", fresh.matches("article"));
    replace(old, fresh);
  }
  return changed.filter(([, fresh]) => fresh.matches("article")).length;
}

/** Tell whether the server meant the same by both; a part inside another one is compared by itself. */
function same(old, fresh) {
  return meant(old) === meant(fresh);
}

function meant(part) {
  const copy = part.cloneNode(true);
  copy.classList.remove("fresh");
  for (const other of copy.querySelectorAll(".here, [data-part]")) other.remove();
  return copy.outerHTML;
}

let asked = 0;
async function follow() {
  const mine = ++asked;
  const answer = await fetch("/");
  const text = await answer.text();
  if (mine !== asked) return; // a later one is on its way
  const count = put(new DOMParser().parseFromString(text, "text/html"));
  const at = new Date().toLocaleTimeString();
  if (count) news.textContent = `${count} ${count === 1 ? "text" : "texts"} changed at ${at}.`;
  else if (news.dataset.gone) news.textContent = "";
  delete news.dataset.gone;
}

const events = new EventSource("/events");
events.onmessage = () => follow().catch(() => {});
events.onerror = () => {
  news.dataset.gone = "yes";
  news.textContent = "The preview has ended. Start it again: pnsi18n preview";
};

// Show where a text stands on the sheet: the link alone would lead to the top of its page.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".spot a");
  if (!link) return;
  event.preventDefault();
  const page = document.querySelector(link.getAttribute("href"));
  for (const line of document.querySelectorAll(".here")) line.remove();
  const line = page.appendChild(document.createElement("div"));
  line.className = "here";
  line.style.top = `${Number(link.dataset.top) * 100}%`;
  line.scrollIntoView({ block: "center" });
});
