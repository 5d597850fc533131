// What pages can do better with a script; every page works without it. No word of a report is ever written as markup.
"use strict";

// --- keys -----------------------------------------------------------------------------------------------------------
const PLACES = {
  t: "/timeline",
  h: "/stories",
  w: "/actors",
  n: "/network",
  m: "/map",
  g: "/figures",
  c: "/conflicts",
  s: "/sources",
  r: "/reports",
};
const cards = () => [...document.querySelectorAll("article.card")];

function step(by) {
  const all = cards();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement.closest("article.card"));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({
    block: "center",
    behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
  });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, dialog");
  if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
  const zoom = { "+": "nearer", "=": "nearer", "-": "farther" }[event.key];
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "Enter" && event.target.matches("article.card")) location.href = event.target.dataset.href;
  else if (event.key === "/") document.querySelector("main form[role=search] :is(input, select)")?.focus();
  else if (event.key === "f") document.querySelector(".search-box input").focus();
  else if (event.key === "?") document.getElementById("keys").showModal();
  else if (zoom) document.querySelector(`[data-zoom=${zoom}]`)?.click();
  else if (event.key in PLACES) location.href = PLACES[event.key];
  else return;
  event.preventDefault();
});

// --- filters: what is empty stays out of the address ------------------------------------------------------------------
for (const form of document.querySelectorAll("form.filters, form.find")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.filters [disabled], form.find [disabled]"))
    field.disabled = false;
});

// --- the picture: drag over it to look nearer, point at a mark to see its entry -----------------------------------------
function dayAt(picture, share) {
  const first = Date.parse(picture.dataset.first + "T00:00:00Z");
  const days = Math.min(Math.max(Math.floor(share * picture.dataset.days), 0), picture.dataset.days - 1);
  return new Date(first + days * 864e5).toISOString().slice(0, 10);
}

for (const picture of document.querySelectorAll(".picture")) {
  let begun = null;
  let band = null;
  const share = (event, plot) => {
    const box = plot.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
  };
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  picture.addEventListener("pointerdown", (event) => {
    const plot = event.target.closest("svg.plot");
    if (plot && event.button === 0 && event.pointerType === "mouse") begun = { plot, from: share(event, plot) };
  });
  picture.addEventListener("pointermove", (event) => {
    if (!begun) return;
    const to = share(event, begun.plot);
    if (Math.abs(to - begun.from) * begun.plot.getBoundingClientRect().width < 8) return;
    for (const plot of picture.querySelectorAll("svg.plot")) {
      band =
        plot.querySelector(".band") ??
        plot.insertBefore(document.createElementNS("http://www.w3.org/2000/svg", "rect"), plot.firstChild);
      band.setAttribute("class", "band");
      band.setAttribute("height", "100%");
      band.setAttribute("x", `${100 * Math.min(begun.from, to)}%`);
      band.setAttribute("width", `${100 * Math.abs(to - begun.from)}%`);
    }
  });
  addEventListener("pointerup", (event) => {
    if (!begun) return;
    const [from, to] = [begun.from, share(event, begun.plot)].sort((a, b) => a - b);
    begun = null;
    if (!band) return;
    addEventListener(
      "click",
      (click) => {
        click.preventDefault();
        click.stopPropagation();
      },
      { capture: true, once: true },
    );
    const address = new URL(location.href);
    address.pathname = "/timeline";
    address.hash = "";
    address.searchParams.delete("page");
    address.searchParams.set("from", dayAt(picture, from));
    address.searchParams.set("to", dayAt(picture, to));
    if (picture.closest(".actor-page"))
      address.searchParams.set("actor", document.querySelector(".over code").textContent);
    location.href = address;
  });
}

for (const mark of document.querySelectorAll("a.mark[data-event]")) {
  const show = (on) => document.getElementById(mark.dataset.event)?.classList.toggle("pointed", on);
  mark.addEventListener("pointerenter", () => show(true));
  mark.addEventListener("pointerleave", () => show(false));
}
for (const card of cards()) {
  const show = (on) =>
    document
      .querySelectorAll(`a.mark[data-event="${card.id}"]`)
      .forEach((mark) => mark.classList.toggle("pointed", on));
  card.addEventListener("pointerenter", () => show(true));
  card.addEventListener("pointerleave", () => show(false));
}

// --- a slider over time: lets go of it, and the page shows those months alone --------------------------------------------
for (const form of document.querySelectorAll("form.slider")) {
  const steps = form.dataset.steps.split(" ");
  const [low, high] = form.querySelectorAll("input[type=range]");
  const show = (moved) => {
    if (+low.value > +high.value) (moved === low ? high : low).value = moved.value;
    for (const end of [low, high]) end.setAttribute("aria-valuetext", steps[end.value]);
    form.querySelector("output").textContent = `${steps[low.value]} – ${steps[high.value]}`;
  };
  for (const end of [low, high]) {
    end.addEventListener("input", () => show(end));
    end.addEventListener("change", () => {
      const { from, to } = form.elements;
      from.value = steps[low.value];
      to.value = steps[high.value];
      from.disabled = +low.value === 0;
      to.disabled = +high.value === steps.length - 1;
      form.submit();
    });
  }
  form.hidden = false;
  show(low);
}

// --- a report: point at a claim to see its sentence, and the other way round ---------------------------------------------
const sentences = document.querySelectorAll(".text [data-claims]");
for (const item of document.querySelectorAll(".margin [data-claim]")) {
  const show = (on) =>
    sentences.forEach((s) => {
      if (s.dataset.claims.split(" ").includes(item.dataset.claim)) s.classList.toggle("pointed", on);
    });
  item.addEventListener("pointerenter", () => show(true));
  item.addEventListener("pointerleave", () => show(false));
  item.addEventListener("focusin", () => show(true));
  item.addEventListener("focusout", () => show(false));
}
for (const sentence of sentences) {
  const show = (on) =>
    sentence.dataset.claims
      .split(" ")
      .forEach((claim) => document.querySelector(`.margin [data-claim="${claim}"]`)?.classList.toggle("pointed", on));
  sentence.addEventListener("pointerenter", () => show(true));
  sentence.addEventListener("pointerleave", () => show(false));
}

// --- a picture as a file: what makes it is loaded by those who ask for one ------------------------------------------------
for (const offer of document.querySelectorAll(".take-picture")) {
  for (const button of offer.querySelectorAll("button"))
    button.addEventListener("click", async () => (await import("/static/taking.js")).take(offer, button.dataset.as));
  offer.hidden = false;
}

// --- a page that shows the record as it was: says so when the new one is there --------------------------------------------
const behind = document.querySelector("[data-behind]");
async function follow() {
  const response = document.hidden ? null : await fetch("/judgements.json").catch(() => null);
  const told = response?.ok ? await response.json() : null;
  if (!told?.linked.is_current) return setTimeout(follow, 4000);
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = behind.dataset.show;
  link.addEventListener("click", () => location.reload());
  behind.querySelector("p").replaceChildren(`${behind.dataset.done} `, link);
}
if (behind) setTimeout(follow, 2000);

// --- an addition: how far it is -------------------------------------------------------------------------------------------
const watched = document.querySelector("[data-watch]")?.dataset.watch;
async function watch() {
  const response = await fetch(watched, { headers: { accept: "application/json" } });
  const job = await response.json();
  if (!response.ok || job.state === "done" || job.state === "failed") return location.reload();
  document.querySelector("[data-at]").textContent = job.at;
  document.querySelector("[data-seen]").textContent = job.seen;
  document.querySelector("progress").value = Math.min(job.seen, job.files);
  setTimeout(watch, 700);
}
if (watched) setTimeout(watch, 700);
