/* What is being looked at: one frozen value, written into the address, so that back, forward and links work. */
kg.state = (() => {
  const START = Object.freeze({
    view: "network",
    entity: -1,
    pair: null,
    steps: 0,
    path: null,
    hiddenTypes: [],
    hiddenPredicates: [],
    page: -1,
    article: -1,
    from: "",
    to: "",
    basis: "page",
  });
  const followers = [];
  let current = START;

  const get = () => current;
  const follow = (follower) => followers.push(follower);

  /** Change what is looked at. With `quiet`, no step back is added. */
  function set(change, { quiet = false } = {}) {
    const next = Object.freeze({ ...current, ...change });
    const address = `#${write(next)}`;
    adopt(next);
    if (address === (location.hash || "#")) return;
    if (quiet) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }

  function adopt(next) {
    const before = current;
    current = next;
    for (const follower of followers) follower(current, before);
  }

  const name = (number) => kg.store.entities[number]?.id;
  const number = (id) => kg.store.byId.get(id)?.number ?? -1;

  const WRITERS = {
    view: (s) => (s.view === START.view ? "" : s.view),
    e: (s) => (s.entity < 0 ? "" : name(s.entity)),
    pair: (s) => (s.pair ? s.pair.map(name).join("~") : ""),
    steps: (s) => (s.steps ? String(s.steps) : ""),
    path: (s) => (s.path ? s.path.map(name).join("~") : ""),
    off: (s) => s.hiddenTypes.map((n) => kg.store.types[n].name).join("~"),
    without: (s) => s.hiddenPredicates.map((n) => kg.store.predicates[n].name).join("~"),
    page: (s) => (s.page < 0 ? "" : kg.store.pages[s.page].id),
    article: (s) => (s.article < 0 ? "" : kg.store.articles[s.article].id),
    from: (s) => s.from,
    to: (s) => s.to,
    by: (s) => (s.basis === START.basis ? "" : s.basis),
  };

  function write(state) {
    const parts = new URLSearchParams();
    for (const [key, writer] of Object.entries(WRITERS)) {
      const value = writer(state);
      if (value) parts.set(key, value);
    }
    return parts.toString().replace(/%2F/g, "/").replace(/%7E/g, "~");
  }

  /** Read an address; what it names and the graph does not hold is left out. */
  function read(hash) {
    const parts = new URLSearchParams(hash.replace(/^#/, ""));
    const list = (key) => (parts.get(key) ? parts.get(key).split("~") : []);
    const numbers = (key, rows) =>
      list(key)
        .map((n) => rows.findIndex((row) => row.name === n))
        .filter((n) => n >= 0);
    const position = (key, rows) => rows.findIndex((row) => row.id === parts.get(key));
    return Object.freeze({
      view: ["network", "tree", "timeline"].includes(parts.get("view")) ? parts.get("view") : START.view,
      entity: number(parts.get("e")),
      pair: readPair(list("pair")),
      steps: Math.min(3, Math.max(0, Number.parseInt(parts.get("steps") ?? "0", 10) || 0)),
      path: readPair(list("path")),
      hiddenTypes: numbers("off", kg.store.types),
      hiddenPredicates: numbers("without", kg.store.predicates),
      page: parts.has("page") ? position("page", kg.store.pages) : -1,
      article: parts.has("article") ? position("article", kg.store.articles) : -1,
      from: readDate(parts.get("from")),
      to: readDate(parts.get("to")),
      basis: parts.get("by") === "event" ? "event" : START.basis,
    });
  }

  const readDate = (text) => (/^\d{4}(-\d\d){0,2}$/.test(text ?? "") ? text : "");

  function readPair(ids) {
    const pair = ids.map(number);
    return pair.length === 2 && pair.every((n) => n >= 0) ? pair : null;
  }

  function begin() {
    window.addEventListener("popstate", () => adopt(read(location.hash)));
    adopt(read(location.hash));
  }

  return { get, set, adopt, follow, begin, read, write, START };
})();
