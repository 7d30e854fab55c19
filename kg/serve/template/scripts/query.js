/* The page for questions in SPARQL: the editor, the questions that have names, the answer as a table. */
kg.query = (() => {
  const { find, fill, make, makeName, readJson } = kg.dom;
  const { say, count } = kg.words;
  const AT_ONCE = 200;
  const LONGEST = 400;
  let running = null;

  function begin() {
    if (!find("query")) return;
    const named = readJson("named");
    for (const button of document.querySelectorAll("[data-query]"))
      button.addEventListener("click", () => open(named[button.dataset.query], button));
    find("do-run").addEventListener("click", run);
    find("query").addEventListener("keydown", key);
    kg.page.follow(() => filter());
    find("query-filter").addEventListener("input", filter);
  }

  /** Keep of the named questions those that hold what is typed. */
  function filter() {
    const wanted = find("query-filter").value.trim().toLowerCase();
    for (const row of document.querySelectorAll("#named-queries li"))
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
  }

  function open(text, button) {
    find("query").value = text;
    for (const other of document.querySelectorAll("[data-query]"))
      other.setAttribute("aria-pressed", String(other === button));
    history.replaceState(null, "", `?name=${encodeURIComponent(button.dataset.query)}`);
    run();
  }

  /* The Tab key leaves the editor, as in any field; only what runs the question is taken. */
  function key(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  }

  async function run() {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    tell(say("asking"));
    const started = performance.now();
    try {
      const answer = await fetch("/sparql", {
        method: "POST",
        body: new URLSearchParams({ query: find("query").value }),
        headers: { Accept: "application/sparql-results+json, text/turtle;q=0.9" },
        signal: mine.signal,
      });
      const text = await answer.text();
      if (mine !== running) return;
      if (!answer.ok) fault(text);
      else show(text, answer.headers.get("Content-Type") ?? "", Math.round(performance.now() - started));
    } catch (error) {
      if (error.name !== "AbortError") fault(say("no-answer"));
    }
  }

  const tell = (text) => (find("answer-note").textContent = text);

  function fault(text) {
    tell(say("query-fault"));
    fill(find("answer"), make("pre", { class: "fault", text: text.slice(0, 4000) }));
  }

  function show(text, type, time) {
    if (type.startsWith("text/turtle")) {
      tell(say("answer-graph", { time: count(time) }));
      fill(find("answer"), make("pre", { class: "turtle", tabindex: "0", text: text.slice(0, 200000) }));
      return;
    }
    const { head, results, boolean } = JSON.parse(text);
    if (boolean !== undefined) {
      tell(say("answer-time", { time: count(time) }));
      fill(find("answer"), make("p", { class: "verdict", text: say(boolean ? "yes" : "no") }));
      return;
    }
    tell(say("answer-rows", { rows: results.bindings.length, time: count(time) }));
    fill(find("answer"), results.bindings.length ? table(head.vars, results.bindings) : null);
  }

  function table(names, rows) {
    const body = make("tbody", {}, ...rows.slice(0, AT_ONCE).map((row) => line(names, row)));
    const head = make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col", text: name }))));
    const whole = make("table", { class: "answer-table" }, head, body);
    if (rows.length <= AT_ONCE) return whole;
    const more = make("button", { type: "button", class: "more", text: say("show-all", { count: rows.length }) });
    more.addEventListener("click", () => {
      body.append(...rows.slice(AT_ONCE).map((row) => line(names, row)));
      more.remove();
    });
    return make("div", {}, whole, more);
  }

  const line = (names, row) => make("tr", {}, ...names.map((name) => make("td", {}, row[name] ? term(row[name]) : null)));

  /** A term as text; what has a page on this server is a link to it. */
  function term({ type, value, datatype = "" }) {
    const shown = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
    const { base, root } = find("query").dataset;
    if (type !== "uri") return /decimal|integer|double/.test(datatype) ? make("span", { class: "amount", text: shown }) : makeName(shown);
    if (base && value.startsWith(base))
      return make("a", { href: root + value.slice(base.length), text: shown.slice(base.length) });
    return make("span", { class: "iri", text: shown.replace(/^https:\/\/w3id\.org\/civic-kg\/ontology#/, "ckg:") });
  }

  return { begin };
})();
