/* The network of a graph that is too large for one page: each step of a walk asks the server for what lies around. */
kg.served = (() => {
  const { make, find: element, readJson } = kg.dom;
  const { say } = kg.words;
  const MOST_OPEN = 16; // things whose surroundings are kept
  const MOST_WITH = 60;
  const first = readJson("served");
  let open = first.of;
  let along = [];
  let known = first.ties;
  let asked = 0;
  let expected = -1; // the thing that a walk has just brought into view

  kg.remote.use(first.looks);

  function begin() {
    kg.state.follow(follow);
    const { entity } = kg.state.get();
    if (entity < 0 && !location.hash) kg.state.set({ entity: kg.store.byId.get(open[0])?.number ?? -1 }, { quiet: true });
    missing(location.hash);
    tell();
  }

  /** An address may name what was not sent: ask for it. */
  function missing(hash) {
    const parts = new URLSearchParams(hash.replace(/^#/, ""));
    const ids = [parts.get("e"), ...(parts.get("path") ?? "").split("~")].filter((id) => id && !kg.store.byId.has(id));
    if (ids.length) walk([...new Set(ids)], hash);
  }

  /** Whoever chooses a thing sees what lies around it. */
  function follow(state, before) {
    tell();
    if (state.entity < 0 || state.entity === before.entity || state.entity === expected) return;
    const entity = kg.store.entities[state.entity];
    if (!open.includes(entity.id) && missed(entity) > 0) walk([entity.id]);
  }

  /** Add what lies around some things to what is seen; `hash` is the view to show then, the present one if none. */
  async function walk(ids, hash = null) {
    const run = (asked += 1);
    const of = [...open.filter((id) => !ids.includes(id)), ...ids].slice(-MOST_OPEN);
    document.documentElement.classList.add("asking");
    try {
      const found = await kg.remote.ask("/api/neighbourhood", { of: of.join("~"), with: along.slice(-MOST_WITH).join("~") });
      if (run === asked) take(found, hash);
    } catch {
      if (run === asked) kg.say(say("no-answer"));
    } finally {
      if (run === asked) document.documentElement.classList.remove("asking");
    }
  }

  /** Take over what came; things that were there glide from where they were, new ones from what they are tied to. */
  function take({ tables, drawing, of, ties }, hash) {
    const address = hash ?? `#${kg.state.write(kg.state.get())}`;
    const places = new Map(kg.store.entities.map(({ id, number }) => [id, { ...kg.painter.places[number] }]));
    open = of;
    known = ties;
    kg.physics.stop();
    kg.store.take(tables, drawing);
    kg.network.replace((number) => places.get(kg.store.entities[number].id) ?? beside(number, places));
    const state = kg.state.read(address);
    expected = state.entity;
    kg.legend.write();
    kg.tree.begin();
    kg.state.adopt(state);
    expected = -1;
    if (hash && hash !== location.hash) history.pushState(null, "", hash);
    kg.network.fit();
    tell();
  }

  function beside(number, places) {
    const tie = kg.store.ties.find(
      ({ from, to }) => (from === number || to === number) && places.has(other(number, { from, to })),
    );
    return tie ? places.get(other(number, tie)) : kg.painter.places[number];
  }

  const other = (number, { from, to }) => kg.store.entities[from === number ? to : from].id;

  /** Go to what was found by searching; say whether that is done here. */
  function goTo({ id }) {
    const found = kg.store.byId.get(id);
    if (found) kg.state.set({ entity: found.number, pair: null, path: null, steps: 0 });
    else walk([id], `#${new URLSearchParams({ e: id })}`.replace(/%2F/g, "/"));
    return true;
  }

  /** Ask for the way between two things, show it, and say that this is done here. */
  function wayTo(from, to) {
    const hash = `#path=${encodeURIComponent(from.id)}~${encodeURIComponent(to.id)}`.replace(/%2F/g, "/");
    kg.remote
      .ask("/api/path", { from: from.id, to: to.id })
      .then(({ way }) => {
        along = way.length ? way : [from.id, to.id];
        return walk([from.id], hash);
      })
      .catch(() => kg.say(say("no-answer")));
    return true;
  }

  /** How many ties of a thing are not drawn. */
  const missed = (entity) => (known[entity.id] ?? 0) - entity.facts.filter((fact) => fact.object).length;

  /** Say in the panel how much of a thing is not drawn, and where all of it stands. */
  function more(entity) {
    const count = missed(entity);
    const rest = count > 0 ? make("span", { class: "quiet", text: say("not-drawn", { count }) }) : null;
    const href = first.root + encodeURIComponent(entity.id).replace(/%2F/g, "/");
    return make("p", { class: "served-more" }, make("a", { class: "plain", href, text: say("whole-page") }), rest);
  }

  function tell() {
    const [entities, relations, pages] = first.whole;
    element("totals").textContent = say("totals", { entities, relations, pages });
    const { size } = kg.sight.seen().nodes;
    element("seen").textContent = say("walked", { nodes: size });
    element("seen").hidden = size === 0;
  }

  return { begin, find: kg.remote.find, goTo, wayTo, more };
})();
