"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const count = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
  const say = (text) => { byId("live").textContent = text; };

  const theme = byId("theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  // What is theirs lights up: pinned by a click, for as long as the pointer or the focus stays otherwise.
  let pinned = null;
  const theirs = (button) => {
    if (button.dataset.e) {
      const e = button.dataset.e;
      return all(`#view article [data-e~="${e}"], #view article [data-by~="${e}"]`);
    }
    const said = (button.dataset.said || button.dataset.s || "").split(" ").filter(Boolean);
    return said.flatMap((s) => all(`#view article [data-s~="${s}"]`));
  };
  const light = (button) => {
    all(".lit").forEach((node) => node.classList.remove("lit"));
    if (button) theirs(button).forEach((node) => node.classList.add("lit"));
  };
  const press = (button) => {
    pinned = pinned === button ? null : button;
    all(".who").forEach((other) => {
      const same = pinned && (pinned.dataset.e ? other.dataset.e === pinned.dataset.e : other === pinned);
      other.setAttribute("aria-pressed", same ? "true" : "false");
    });
    light(pinned);
    if (!pinned) return say("Nothing is highlighted.");
    const name = pinned.querySelector("bdi").textContent;
    const mentions = all("#view article .m.lit").length;
    const statements = new Set(all("#view article .q.lit").flatMap((node) => node.dataset.s.split(" "))).size;
    say(`${name}: ${count(mentions, "mention")} and ${count(statements, "statement")} are highlighted.`);
    const first = document.querySelector("#view article .lit");
    if (first) first.scrollIntoView({ block: "nearest" });
  };

  // A link inside the page opens what it leads to, and moves the focus there.
  const go = (id) => {
    const target = byId(id);
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  };

  const view = byId("view");
  view.addEventListener("click", (event) => {
    const button = event.target.closest(".who");
    if (button) return press(button);
    const link = event.target.closest('a[href^="#"]');
    if (!link || link.dataset.article) return;
    event.preventDefault();
    if (link.classList.contains("m")) {
      const speaker = document.querySelector(`.who[data-e="${link.dataset.e.split(" ")[0]}"]`);
      if (speaker && pinned !== speaker) press(speaker);
    }
    go(link.getAttribute("href").slice(1));
  });
  const over = (event) => {
    const node = event.target.closest && event.target.closest(".who, .said, .n, .m");
    if (!node || pinned) return;
    light(node.classList.contains("n") ? { dataset: { s: node.id.slice(1) } } : { dataset: { ...node.dataset } });
  };
  const out = () => { if (!pinned) light(null); };
  for (const [name, act] of [["mouseover", over], ["focusin", over], ["mouseout", out], ["focusout", out]]) view.addEventListener(name, act);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && pinned) press(pinned); });

  let closed = [];
  addEventListener("beforeprint", () => { closed = all("details:not([open])"); closed.forEach((node) => { node.open = true; }); });
  addEventListener("afterprint", () => closed.forEach((node) => { node.open = false; }));

  const data = byId("summaries");
  if (!data) return;

  // The index of a batch.
  const articles = JSON.parse(data.textContent);
  const [index, opened, list, search, more, found, filter] =
    ["index", "opened", "list", "search", "more", "found", "filter"].map(byId);
  const STEP = 100;
  let shown = STEP;
  let picked = null;
  articles.forEach((article, k) => {
    article.k = k;
    article.hay = `${article.title}\n${article.id || ""}\n${article.date || ""}\n`.toLowerCase() + article.words;
  });
  const element = (name, text, className) => {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    if (className) node.className = className;
    return node;
  };
  const row = (article) => {
    const item = element("li");
    item.value = article.k + 1;
    const link = element("a");
    link.append(element("bdi", article.title));
    link.href = `#a${article.k}`;
    link.dataset.article = article.k;
    const said = article.said.map(([name, , count]) => `${name} ×${count}`).join(", ");
    const facts = [article.date, article.id, count(article.count, "statement"), said];
    item.append(link, element("br"), element("span", facts.filter(Boolean).join(" · "), "dim"));
    return item;
  };
  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = articles.filter((article) =>
      words.every((word) => article.hay.includes(word)) &&
      (!picked || article.said.some((said) => said[picked.field] === picked.value)));
    list.replaceChildren(...hits.slice(0, shown).map(row));
    more.hidden = hits.length <= shown;
    found.textContent = `${hits.length} of ${articles.length}`;
  };
  const pick = (next) => {
    picked = next;
    all(".pick").forEach((button) => {
      const same = picked && (button.dataset.who === picked.value && picked.field === 0 || button.dataset.code === picked.value && picked.field === 1);
      button.setAttribute("aria-pressed", same ? "true" : "false");
    });
    filter.hidden = !picked;
    filter.textContent = picked ? `Only ${picked.label} ✕` : "";
    shown = STEP;
    update();
  };
  search.addEventListener("input", () => { shown = STEP; update(); });
  more.addEventListener("click", () => { shown += STEP; update(); });
  filter.addEventListener("click", () => pick(null));
  all(".pick").forEach((button) => button.addEventListener("click", () => {
    const [field, value] = button.dataset.who !== undefined ? [0, button.dataset.who] : [1, button.dataset.code];
    const next = { field, value, label: button.textContent };
    const again = picked && picked.field === next.field && picked.value === next.value;
    pick(again ? null : next);
    if (!again) byId("articles").scrollIntoView();
  }));

  // An article is markup that was escaped when it was written; it is made part of the page when it is opened.
  const route = () => {
    const match = /^#a(\d+)$/.exec(location.hash);
    const source = match && byId(`article-${match[1]}`);
    pinned = null;
    if (!source) {
      const last = opened.dataset.article;
      opened.replaceChildren();
      opened.hidden = true;
      index.hidden = false;
      document.title = "Who said what";
      const link = last && list.querySelector(`[data-article="${last}"]`);
      if (link) link.focus();
      return;
    }
    opened.innerHTML = JSON.parse(source.textContent);
    opened.dataset.article = match[1];
    const back = element("a", "← All articles");
    back.href = "#";
    back.id = "back";
    back.dataset.article = "none";
    opened.prepend(back);
    index.hidden = true;
    opened.hidden = false;
    document.title = articles[match[1]].title;
    scrollTo(0, 0);
    byId("text").focus({ preventScroll: true });
  };
  addEventListener("hashchange", route);
  update();
  route();
})();
