"use strict";

// Every text from data becomes a text node; nothing is ever read as HTML.

const REFRESH = 5000;
const SVG = "http://www.w3.org/2000/svg";
const MOST_OBJECTS = 12;
const COLOURS = 8;
const byId = id => document.getElementById(id);

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function shape(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function number(value) {
  return value === null || value === undefined || value === "None" ? "–"
      : Number(value).toLocaleString("en", {maximumFractionDigits: 1});
}

function seconds(value) {
  return value < 1 ? Math.round(value * 1000) + " ms"
      : value < 120 ? value.toFixed(1) + " s" : Math.round(value / 60) + " min";
}

function level(data, section, name) {
  return ((data.status[section] || {})[name]) || {};
}

function showHead(data) {
  const information = level(data, data.name, "information");
  const paused = information.status === "paused";
  const wrong = Object.keys(data.problems).length;
  document.title = data.name + (wrong ? " – not ready" : "");
  byId("name").textContent = data.name;
  const state = byId("state");
  state.className = paused ? "wait" : wrong ? "bad" : "good";
  state.textContent = (paused ? "Paused since " + information.pausedSince : wrong ? "Not ready" : "Ready")
      + ", started " + information.startTime;
  byId("actions").hidden = !data.actions.length;
  byId("update").hidden = !data.actions.includes("update");
  byId("pause").hidden = paused;
  byId("resume").hidden = !paused;
}

function showProblems(data) {
  const list = byId("problems").querySelector("dl");
  list.replaceChildren();
  for (const [name, text] of Object.entries(data.problems)) {
    list.append(element("dt", name), element("dd", text));
  }
  byId("problems").hidden = !list.children.length;
}

function figure(label, value, bad) {
  const made = element("div", undefined, bad ? "figure bad" : "figure");
  made.append(element("b", value), element("span", label));
  return made;
}

function sum(counts) {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function countErrors(data) {
  let count = 0;
  for (const levels of Object.values(data.status)) {
    for (const kind of ["inconsistencies", "mergeConflicts"]) count += ((levels.error || {})[kind] || []).length;
  }
  return count;
}

function showFigures(data) {
  const information = level(data, data.name, "information");
  const figures = [figure("entries", number(sum(data.entries))), figure("events a second, last minute",
      number(data.eventsPerSecond))];
  if (data.server) {
    const errors = countErrors(data);
    figures.push(figure("data errors", number(errors), errors > 0));
    figures.push(figure("last update", String(information.lastUpdate).slice(11) || "–"));
    figures.push(figure("next update", String(information.nextUpdate).slice(11) || "–"));
  } else {
    const failed = Object.keys(level(data, "errorQueue", "error")).length;
    figures.push(figure("messages behind the bus", number(information.lag)));
    figures.push(figure("objects with errors", number(failed), failed > 0));
    figures.push(figure("events in the error queue", number(data.queued)));
    figures.push(figure("in the trashbin", number(sum(data.trashed))));
  }
  byId("figures").replaceChildren(...figures);
}

function legend(colours, texts) {
  const list = element("ul", undefined, "legend");
  colours.forEach((colour, i) => {
    const item = element("li");
    const mark = shape("svg", {viewBox: "0 0 10 10", "aria-hidden": "true"});
    mark.append(shape("rect", {width: 10, height: 10, rx: 2, class: "f" + colour}));
    item.append(mark, texts[i]);
    list.append(item);
  });
  return list;
}

function showCycle(data) {
  const place = byId("cycle");
  place.replaceChildren();
  if (!data.cycle) {
    byId("cycle-when").textContent = "None since the start.";
    return;
  }
  const {result, total, ...phases} = data.cycle;
  byId("cycle-when").textContent = (result === "done" ? "Done" : "Failed") + " in " + seconds(total) + ", began "
      + data.cycleStart.replace("T", " ");
  const names = Object.keys(phases);
  const all = sum(phases);
  if (all > 0) {
    const bar = shape("svg", {viewBox: "0 0 1000 26", preserveAspectRatio: "none", role: "img", height: 26,
      "aria-label": "Share of each phase"});
    let x = 0;
    names.forEach((name, i) => {
      const width = 1000 * phases[name] / all;
      bar.append(shape("rect", {x, width, height: 26, class: "f" + i % COLOURS}));
      x += width;
    });
    place.append(bar);
  }
  place.append(legend(names.map((name, i) => i % COLOURS), names.map(name => name + " " + seconds(phases[name]))));
}

function clock(time) {
  return new Date(time * 1000).toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit"});
}

function nice(top) {
  const power = 10 ** Math.floor(Math.log10(Math.max(top, 1)));
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= top) || 1;
}

function namesOf(points, what) {
  return [...new Set(points.flatMap(point => Object.keys(point[what])))].sort();
}

function plot(place, label, points, what, all) {
  const names = namesOf(points, what);
  const colour = name => all.indexOf(name) % COLOURS;
  const top = nice(Math.max(1, ...points.flatMap(point => Object.values(point[what]))));
  const first = points[0].time;
  const span = Math.max(1, points[points.length - 1].time - first);
  const x = time => 52 + 440 * (time - first) / span;
  const y = value => 140 - 125 * value / top;
  const picture = shape("svg", {viewBox: "0 0 500 162", role: "img", "aria-label": label});
  for (const value of [0, top / 2, top]) {
    picture.append(shape("line", {x1: 52, x2: 492, y1: y(value), y2: y(value), class: "grid"}));
    picture.append(shape("text", {x: 46, y: y(value) + 4, "text-anchor": "end"}, number(value)));
  }
  picture.append(shape("text", {x: 52, y: 158}, clock(first)));
  picture.append(shape("text", {x: 492, y: 158, "text-anchor": "end"}, clock(first + span)));
  names.forEach(name => picture.append(shape("polyline", {class: "s" + colour(name),
    points: points.map(point => x(point.time) + "," + y(point[what][name] || 0)).join(" ")})));
  const now = points[points.length - 1][what];
  place.replaceChildren(picture, legend(names.map(colour), names.map(name => name + " " + number(now[name] || 0))));
}

function row(title, objects, button) {
  const made = element("div", undefined, "row");
  const text = element("div");
  const shown = objects.slice(0, MOST_OBJECTS).join(", ");
  const more = objects.length > MOST_OBJECTS ? " and " + (objects.length - MOST_OBJECTS) + " more" : "";
  text.append(element("strong", title), element("span", shown + more, "objects"));
  made.append(text);
  if (button) made.append(button);
  return made;
}

function show(section, rows) {
  const place = byId(section).querySelector(".rows");
  const at = document.activeElement && place.contains(document.activeElement) && document.activeElement.dataset.argv;
  place.replaceChildren(...rows);
  byId(section).hidden = !rows.length;
  if (at) [...place.querySelectorAll("button")].filter(button => button.dataset.argv === at).forEach(b => b.focus());
}

function retryButton(numbers) {
  const button = element("button", "Retry " + (numbers.length === 1 ? "it" : "all " + numbers.length));
  button.type = "button";
  button.dataset.argv = "errors retry " + numbers.join(" ");
  return button;
}

function showQueue(data) {
  const groups = new Map();
  for (const [id, entry] of Object.entries(level(data, "errorQueue", "error"))) {
    const group = groups.get(entry.errorMsg) || {numbers: [], objects: []};
    group.numbers.push(id);
    group.objects.push(String(entry.objrepr));
    groups.set(entry.errorMsg, group);
  }
  show("queue", [...groups].sort((a, b) => b[1].numbers.length - a[1].numbers.length).map(([message, group]) =>
      row(message, group.objects, data.actions.includes("errors") ? retryButton(group.numbers) : null)));
}

function showHeld(data) {
  const rows = [];
  for (const [type, levels] of Object.entries(data.status)) {
    const held = (levels.error || {}).held;
    if (held) rows.push(row(held.removed + " of " + held.cached + " " + type, held.samples.map(String)));
  }
  show("held", rows);
}

function showData(data) {
  const rows = [];
  for (const [section, levels] of Object.entries(data.status)) {
    for (const entries of [levels.error || {}, levels.warning || {}]) {
      for (const [kind, value] of Object.entries(entries)) {
        if (Array.isArray(value) && value.length) {
          rows.push(row(section + ": " + value.length + " " + kind, value.map(String)));
        } else if (section === "datamodel" && value && Object.keys(value).length) {
          rows.push(row("datamodel: " + kind, Object.entries(value).map(([type, names]) => type + " " + names)));
        }
      }
    }
  }
  show("data", rows);
}

async function refresh() {
  try {
    const answer = await fetch("status.json", {cache: "no-store"});
    if (!answer.ok) throw new Error("status " + answer.status);
    const data = await answer.json();
    [showHead, showProblems, showFigures, showCycle, showHeld, showQueue, showData].forEach(part => part(data));
    const all = [...new Set([...namesOf(data.history, "entries"), ...namesOf(data.history, "events")])].sort();
    plot(byId("events-plot"), "Events by type since the start", data.history, "events", all);
    plot(byId("entries-plot"), "Entries by type since the start", data.history, "entries", all);
  } catch (failure) {
    byId("state").className = "bad";
    byId("state").textContent = "The program does not answer: " + failure.message;
  }
}

async function act(button) {
  const answer = byId("answer");
  button.disabled = true;
  answer.textContent = "Asked: " + button.dataset.argv;
  try {
    const response = await fetch("action", {
      method: "POST",
      headers: {"Authorization": "Bearer " + byId("token").value, "Content-Type": "application/json"},
      body: JSON.stringify({argv: button.dataset.argv.split(" ")})
    });
    const reply = await response.json();
    answer.textContent = reply.retmsg || (reply.retcode === 0 ? "Done: " + button.dataset.argv : "Refused");
  } catch (failure) {
    answer.textContent = "No answer: " + failure.message;
  }
  button.disabled = false;
  await refresh();
}

document.addEventListener("click", event => {
  const button = event.target.closest("button[data-argv]");
  if (button) act(button);
});
byId("actions").addEventListener("submit", event => event.preventDefault());
refresh();
setInterval(refresh, REFRESH);
