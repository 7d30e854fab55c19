/* The tree of territories: 市 → 区 → 街道 → 社区 → 小区, with counts of events and projects. */
kg.tree = (() => {
  const { make, makeName, fill, find } = kg.dom;
  const { say, pick } = kg.words;
  const nodes = new Map(
    kg.store.hierarchy.map(([number, parent, events, projects]) => [
      number,
      { number, parent, events, projects, children: [], all: null },
    ]),
  );
  const FEW = 4; // events or projects of a territory that need no line of their own
  const opened = new Set();
  for (const node of nodes.values()) if (nodes.has(node.parent)) nodes.get(node.parent).children.push(node);
  const roots = [...nodes.values()].filter((node) => !nodes.has(node.parent));

  const holds = (number) => nodes.has(number);
  const kept = (number) => kg.sight.seen().all.nodes.has(number);

  /** Count anew what may be seen under the filters: all events and projects at or below a territory, each once. */
  function measure() {
    for (const node of nodes.values()) node.all = null;
    roots.forEach(all);
  }

  function all(node) {
    node.all ??= {
      events: gather(node, "events"),
      projects: gather(node, "projects"),
      places: node.children.reduce((sum, child) => sum + (isShown(child) ? 1 : 0) + all(child).places, 0),
    };
    return node.all;
  }

  const gather = (node, kind) =>
    new Set([...node[kind].filter(kept), ...node.children.flatMap((child) => [...all(child)[kind]])]);
  const isShown = (node) => kept(node.number) || weight(node) > 0;

  const heaviest = (a, b) => weight(b) - weight(a) || a.number - b.number;
  const weight = (node) => all(node).places * 2 + all(node).events.size + all(node).projects.size;

  function open(number) {
    for (let node = nodes.get(number); node; node = nodes.get(node.parent)) opened.add(node.number);
  }

  function begin() {
    kg.sight.look(kg.state.get());
    measure();
    for (const root of roots) if (weight(root) > 0) opened.add(root.number);
    const [main] = [...roots].sort(heaviest);
    if (main) for (const child of main.children) if (main.children.length < 4) opened.add(child.number);
  }

  function draw(state) {
    const holder = find("tree");
    if (state.entity >= 0 && holds(state.entity)) open(nodes.get(state.entity).parent);
    measure();
    const linked = roots.filter((root) => weight(root) > 0).sort(heaviest);
    const loose = roots.filter((root) => weight(root) === 0 && isShown(root)).sort(heaviest);
    fill(holder, ...linked.map((root) => item(root, state, 1)), loose.length ? shelf(loose, state) : null);
    find("tree-empty").hidden = linked.length + loose.length > 0;
    const chosen = holder.querySelector("[aria-selected=true]") ?? holder.querySelector("[role=treeitem]");
    for (const element of holder.querySelectorAll("[role=treeitem]")) element.tabIndex = element === chosen ? 0 : -1;
    holder.querySelector("[aria-selected=true] > .leaf")?.scrollIntoView({ block: "nearest" });
  }

  function item(node, state, level) {
    const entity = kg.store.entities[node.number];
    const inner = inside(node);
    const isOpen = opened.has(node.number) && inner > 0;
    const element = make(
      "li",
      {
        role: "treeitem",
        "aria-level": level,
        "aria-selected": String(state.entity === node.number),
        "aria-expanded": inner ? String(isOpen) : null,
        "aria-label": `${entity.name}，${pick(entity.class)}`,
        data: { number: node.number },
      },
      leaf(node, entity, inner, isOpen),
    );
    if (isOpen) element.append(make("ul", { role: "group", class: "branch" }, ...children(node, state, level + 1)));
    return element;
  }

  const own = (node, kind) => node[kind].filter(kept);
  const inside = (node) =>
    node.children.filter(isShown).length + own(node, "events").length + own(node, "projects").length;

  function children(node, state, level) {
    return [
      ...node.children
        .filter(isShown)
        .sort(heaviest)
        .map((child) => item(child, state, level)),
      ...bundle(node, "projects", state, level),
      ...bundle(node, "events", state, level),
    ];
  }

  /** The events or projects right at a territory: a few stand as they are, many under a line of their own. */
  function bundle(node, kind, state, level) {
    const numbers = own(node, kind);
    const things = numbers.map((number) => thing(number, state, level + (numbers.length > FEW ? 1 : 0)));
    if (things.length <= FEW) return things;
    const key = `${node.number}-${kind}`;
    const isOpen = opened.has(key) || numbers.includes(state.entity);
    const text = say(`here-${kind}`, { count: things.length });
    const line = make(
      "div",
      { class: "leaf bundle", on: { click: () => toggle(key, !isOpen) } },
      caretOf(true, isOpen),
      make("span", { text }),
    );
    const element = make(
      "li",
      {
        role: "treeitem",
        "aria-level": level,
        "aria-expanded": String(isOpen),
        "aria-selected": "false",
        "aria-label": text,
        data: { number: key },
      },
      line,
    );
    if (isOpen) element.append(make("ul", { role: "group", class: "branch" }, ...things));
    return [element];
  }

  function caretOf(isFull, isOpen, options = {}) {
    return make(
      "span",
      { class: `caret${isFull ? "" : " none"}${isOpen ? " open" : ""}`, "aria-hidden": "true", ...options },
      isFull ? kg.icons.draw("caret") : null,
    );
  }

  function leaf(node, entity, inner, isOpen) {
    const turn = (event) => {
      event.stopPropagation();
      toggle(node.number);
    };
    const caret = caretOf(inner > 0, isOpen, { on: { click: turn } });
    return make(
      "div",
      { class: "leaf", on: { click: () => choose(node.number) } },
      caret,
      kg.shapes.sign(entity.type),
      makeName(kg.facts.cut(entity.name)),
      make("span", { class: "level", text: pick(entity.class) }),
      tallies(node),
    );
  }

  function tallies(node) {
    const { events, projects, places } = all(node);
    const parts = [
      ["count-places", places],
      ["count-events", events.size],
      ["count-projects", projects.size],
    ];
    return make(
      "span",
      { class: "tallies" },
      ...parts
        .filter(([, size]) => size > 0)
        .map(([key, size]) => make("span", { class: `pill ${key}`, text: say(key, { count: size }) })),
    );
  }

  function thing(number, state, level) {
    const entity = kg.store.entities[number];
    return make(
      "li",
      {
        role: "treeitem",
        "aria-level": level,
        "aria-selected": String(state.entity === number),
        "aria-label": `${entity.name}，${pick(entity.class)}`,
        data: { number },
      },
      make(
        "div",
        { class: "leaf thing", on: { click: () => choose(number) } },
        caretOf(false, false),
        kg.shapes.sign(entity.type),
        makeName(kg.facts.cut(entity.name)),
      ),
    );
  }

  /** Territories that no page places anywhere, and that nothing is placed in. */
  function shelf(loose, state) {
    return make(
      "li",
      { role: "none", class: "shelf" },
      make("p", { class: "label", text: say("loose-places") }),
      make("ul", { role: "none", class: "loose" }, ...loose.map((root) => item(root, state, 1))),
    );
  }

  function choose(key) {
    if (!/^\d+$/.test(key)) {
      toggle(key);
      return;
    }
    const number = Number(key);
    const chosen = kg.state.get().entity === number;
    if (chosen && nodes.has(number)) toggle(number);
    else {
      if (nodes.has(number)) opened.add(number);
      kg.state.set({ entity: number, pair: null, path: null, steps: 0 });
    }
  }

  function toggle(number, isOpen = !opened.has(number)) {
    if (isOpen) opened.add(number);
    else opened.delete(number);
    draw(kg.state.get());
    focus(number);
  }

  function focus(number) {
    const element = find("tree").querySelector(`[data-number="${number}"]`);
    if (!element) return;
    for (const other of find("tree").querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
    element.tabIndex = 0;
    element.focus();
  }

  const keyOf = (element) =>
    /^\d+$/.test(element.dataset.number) ? Number(element.dataset.number) : element.dataset.number;

  /** Arrow keys as in any tree: right opens, left closes or goes up, up and down move, Enter chooses. */
  function key(event) {
    const element = event.target.closest("[role=treeitem]");
    if (!element) return;
    const number = keyOf(element);
    const rows = [...find("tree").querySelectorAll("[role=treeitem]")];
    const step = (by) => rows[rows.indexOf(element) + by]?.focus();
    const isOpen = element.getAttribute("aria-expanded");
    const acts = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      ArrowRight: () => (isOpen === "false" ? toggle(number, true) : step(1)),
      ArrowLeft: () =>
        isOpen === "true" ? toggle(number, false) : element.parentElement.closest("[role=treeitem]")?.focus(),
      Enter: () => choose(number),
      " ": () => choose(number),
      Home: () => rows[0].focus(),
      End: () => rows[rows.length - 1].focus(),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  return { begin, draw, holds, key };
})();
