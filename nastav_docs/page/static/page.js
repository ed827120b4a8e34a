// The page works without this script; with it, values are checked as one types and case forms stand beside names.
"use strict";

const base = document.body.dataset.base;
const quick = 350; // milliseconds after the last key

function later(wait, run) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...given), wait);
  };
}

function line(one) {
  const span = document.createElement("span");
  span.className = one.severity;
  span.textContent = `${one.word[0].toUpperCase()}${one.word.slice(1)}: ${one.message}${one.hint ? " → " + one.hint : ""}`;
  return span;
}

// Where the messages of a field stand: beside it, made where there is no room yet.
function room(field) {
  let place = field.matches(".messages") ? field : document.getElementById(`${field.id}-m`) || field.parentElement.querySelector(".messages");
  if (!place) {
    place = document.createElement("span");
    place.className = "messages";
    field.after(place);
  }
  return place;
}

function show(form, told) {
  const fields = new Map([...form.querySelectorAll("[data-field]")].map((field) => [field.dataset.field, field]));
  for (const field of fields.values()) {
    const found = told[field.dataset.field] || [];
    if (!found.length && !field.matches("[aria-invalid], .messages")) continue;
    room(field).replaceChildren(...found.map(line));
    if (field.matches(".messages")) continue;
    if (found.some((one) => one.severity === "error")) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const general = Object.entries(told).filter(([name]) => !fields.has(name)).flatMap(([, found]) => found);
  form.querySelector("[data-general]").replaceChildren(...general.map(line));
  const errors = Object.values(told).flat().filter((one) => one.severity === "error").length;
  form.querySelector(".state").textContent = errors ? `Ошибок: ${errors}` : "Ошибок нет";
}

// What is sent: all of a form of settings; of the table of schools, which may be large, the changed cells with what
// they were.
function contents(form) {
  if (form.dataset.onlyChanged === undefined) return new URLSearchParams(new FormData(form));
  const data = new URLSearchParams({ known: form.elements.known.value });
  data.append("width", form.elements.width.value);
  for (const field of form.querySelectorAll(".changed")) {
    if (field.type === "checkbox") {
      if (field.checked) data.append(field.name, field.value);
      continue;
    }
    if (field.value === field.dataset.was) continue;
    data.append(field.name, field.value);
    data.append(`o${field.name.slice(1)}`, field.dataset.was);
  }
  return data;
}

// Whether a field shows something else than the server sent: typed before this script was there, or kept by the browser.
function edited(field) {
  if (field.type === "hidden" || field.type === "submit") return false;
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  return field.value !== field.defaultValue;
}

for (const form of document.querySelectorAll("form[data-check]")) {
  let asked = 0;
  let changed = false;
  const check = later(quick, async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: contents(form) });
      if (mine !== asked) return;
      if (answer.ok) show(form, await answer.json());
      else form.querySelector(".state").textContent = `Не проверено: ${await answer.text()}`;
    } catch {
      form.querySelector(".state").textContent = "Программа не отвечает: она остановлена?";
    }
  });
  function typed(field) {
    changed = true;
    field.classList.add("changed");
    check();
  }
  form.addEventListener("input", (event) => typed(event.target));
  for (const field of form.querySelectorAll("input, select, textarea")) if (edited(field)) typed(field);
  form.addEventListener("submit", () => {
    changed = false;
    if (form.dataset.onlyChanged === undefined) return;
    for (const field of form.querySelectorAll("[data-was]")) {
      if (field.type !== "checkbox" && field.value === field.dataset.was) field.disabled = true;
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

function cases(field) {
  const output = field.parentElement.querySelector(".cases");
  if (!output) return;
  const gender = document.getElementById(field.id.replace(/-name$/, "-gender"));
  const asked = new URLSearchParams({ text: field.value, kind: field.dataset.declined, gender: gender ? gender.value : "" });
  fetch(`${base}/cases?${asked}`).then((answer) => answer.json()).then((found) => {
    output.textContent = found.forms;
    if (found.doubts) {
      const doubt = document.createElement("span");
      doubt.className = "doubt";
      doubt.textContent = found.doubts;
      output.append(doubt);
    }
  }).catch(() => {});
}

for (const field of document.querySelectorAll("[data-declined]")) {
  if (field.value) cases(field);
  field.addEventListener("input", later(quick, () => cases(field)));
}

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    form.querySelector(".state").textContent = form.dataset.busy;
    setTimeout(() => form.querySelectorAll("button").forEach((one) => { one.disabled = true; })); // the one pressed is sent
  });
}

for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

for (const place of document.querySelectorAll("[data-load]")) {
  fetch(place.dataset.load).then((answer) => answer.text()).then((text) => { place.innerHTML = text; }).catch(() => {
    place.textContent = "Программа не отвечает: она остановлена?";
  });
}

// What is pointed at on a sheet is shown in the text beside it, and the other way round.
for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const one = event.target.closest("[data-text]");
    for (const old of document.querySelectorAll(".pointed")) old.classList.remove("pointed");
    if (!one) return;
    for (const link of document.querySelectorAll(`[data-text="${one.dataset.text}"]`)) {
      (link.closest("li") || link).classList.add("pointed");
    }
  });
}

// A link to a field opens what it is folded into.
function unfold() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let one = target.parentElement; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  target.focus();
}
unfold();
window.addEventListener("hashchange", unfold);
const said = new URLSearchParams(location.search);
const done = said.has("saved") ? "Сохранено." : said.has("undone") ? "Последнее сохранение отменено." : "";
if (done) {
  const state = document.querySelector(".save .state");
  if (state) state.textContent = done;
  if (!location.hash) document.getElementById("main").focus();
}

// On paper a cell is a text that may take several lines, not a field that hides its end; of a wide table it has its title.
window.addEventListener("beforeprint", () => {
  for (const grid of document.querySelectorAll(".grid")) {
    const titles = [...grid.tHead.rows[0].cells].map((one) => one.textContent);
    for (const field of grid.querySelectorAll("td > input")) {
      field.parentElement.dataset.printed = field.value || "–";
      field.parentElement.dataset.title = titles[field.parentElement.cellIndex];
    }
  }
});
