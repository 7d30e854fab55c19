/* The tree of territories: 市 → 区 → 街道 → 社区 → 小区, unfolded level by level. */
kg.tree = (() => {
  const { make, makeName, fill, find } = kg.dom;
  const { say, pick } = kg.words;
  const { sum, own, children, holds } = kg.territories;
  const FEW = 4; // events or projects of a territory that need no line of their own
  const opened = new Set();
  let shown = -1; // the thing that was chosen when the tree was last drawn

  /** Open the tops at first, and below the largest what has few parts. */
  function begin() {
    kg.sight.look(kg.state.get());
    kg.territories.measure();
    const { linked } = kg.territories.tops();
    for (const root of linked) opened.add(String(root.number));
    for (const child of linked.slice(0, 1).flatMap(children)) {
      if (linked[0].children.length < 4) opened.add(String(child.number));
    }
  }

  function draw(state) {
    const holder = find("tree");
    const focused = holder.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    kg.territories.measure();
    if (state.entity !== shown)
      for (const number of kg.territories.line(state.entity).slice(1)) opened.add(String(number));
    shown = state.entity;
    const { linked, loose } = kg.territories.tops();
    fill(holder, ...linked.map((root) => branch(root, state, 1)), loose.length ? shelf(loose, state) : null);
    find("tree-empty").hidden = linked.length + loose.length > 0;
    const chosen = holder.querySelector("[aria-selected=true]");
    reach(row(focused) ?? chosen ?? holder.querySelector("[role=treeitem]"));
    if (focused) row(focused)?.focus();
    else chosen?.scrollIntoView({ block: "nearest" });
  }

  const row = (key) => (key === null ? null : find("tree").querySelector(`[data-key="${key}"]`));

  /** Let the Tab key reach one row alone; the arrows reach the others. */
  function reach(chosen) {
    for (const other of find("tree").querySelectorAll("[role=treeitem]")) other.tabIndex = other === chosen ? 0 : -1;
  }

  /** Make a territory with what lies in it, where it is open. */
  function branch(node, state, level) {
    const key = String(node.number);
    const isFull = children(node).length + own(node, "events").length + own(node, "projects").length > 0;
    const isOpen = isFull && opened.has(key);
    const entity = kg.store.entities[node.number];
    const kind = make("span", { class: "level", text: pick(entity.class) });
    const head = line({ key, level, number: node.number, state, isOpen: isFull ? isOpen : null }, kind, tallies(node));
    return item(head, isOpen ? inside(node, state, level + 1) : null);
  }

  function inside(node, state, level) {
    return [
      ...children(node).map((child) => branch(child, state, level)),
      ...bundle(node, "projects", state, level),
      ...bundle(node, "events", state, level),
    ];
  }

  /** The events or projects right at a territory: a few stand as they are, many under a line of their own. */
  function bundle(node, kind, state, level) {
    const numbers = own(node, kind);
    const isMany = numbers.length > FEW;
    const things = (at) =>
      numbers.map((number) => item(line({ key: `${node.number}-${number}`, level: at, number, state, isOpen: null })));
    if (!isMany) return things(level);
    const key = `${node.number}-${kind}`;
    const isOpen = opened.has(key) || numbers.includes(state.entity);
    const text = make("span", { text: say(`here-${kind}`, { count: numbers.length }) });
    return [item(line({ key, level, number: -1, state, isOpen }, text), isOpen ? things(level + 1) : null)];
  }

  /** Make a row with, where it is open, the group of rows below it. */
  function item(head, below) {
    if (!below) return make("li", { role: "none" }, head);
    const id = `in-${head.dataset.key}`;
    head.setAttribute("aria-owns", id);
    return make("li", { role: "none" }, head, make("ul", { id, role: "group", class: "branch" }, ...below));
  }

  function line({ key, level, number, state, isOpen }, ...parts) {
    const entity = kg.store.entities[number];
    const style = !entity ? " bundle" : holds(number) ? "" : " thing";
    const attributes = {
      role: "treeitem",
      class: `leaf${style}`,
      tabindex: "-1",
      "aria-level": level,
      "aria-selected": String(entity !== undefined && state.entity === number),
      "aria-expanded": isOpen === null ? null : String(isOpen),
      data: { key, number },
      on: { click: (event) => press(key, number, event) },
    };
    const name = entity ? [kg.shapes.sign(entity.type), makeName(kg.facts.cut(entity.name))] : [];
    return make("div", attributes, caret(isOpen), ...name, ...parts);
  }

  function caret(isOpen) {
    const look = isOpen === null ? " none" : isOpen ? " open" : "";
    return make(
      "span",
      { class: `caret${look}`, "aria-hidden": "true" },
      look === " none" ? null : kg.icons.draw("caret"),
    );
  }

  function tallies(node) {
    const { events, projects, places } = sum(node);
    const parts = Object.entries({ places, events: events.size, projects: projects.size });
    const pills = parts
      .filter(([, size]) => size > 0)
      .map(([kind, size]) =>
        make("span", { class: `pill count-${kind}`, text: say(`count-${kind}`, { count: size }) }),
      );
    return make("span", { class: "tallies" }, ...pills);
  }

  /** Territories that no page places anywhere, and that nothing is placed in. */
  function shelf(loose, state) {
    return make(
      "li",
      { role: "none", class: "shelf" },
      make("p", { class: "label", text: say("loose-places") }),
      make("ul", { role: "none", class: "loose" }, ...loose.map((root) => branch(root, state, 1))),
    );
  }

  /** A click on the caret, on a line of many, or on what is chosen already, opens or closes; any other chooses. */
  function press(key, number, event) {
    const isTurn = event?.target.closest(".caret:not(.none)") || number < 0 || kg.state.get().entity === number;
    if (isTurn) turn(key);
    else choose(key, number);
  }

  function choose(key, number) {
    if (holds(number)) opened.add(key);
    kg.state.set({ entity: number, pair: null, path: null, steps: 0 });
  }

  function turn(key, isOpen = !opened.has(key)) {
    if (isOpen) opened.add(key);
    else opened.delete(key);
    draw(kg.state.get());
    row(key)?.focus();
  }

  /** Arrow keys as in any tree: right opens, left closes or goes up, up and down move, Enter chooses. */
  function pressKey(event) {
    const here = event.target.closest("[role=treeitem]");
    if (!here) return;
    const { key, number } = here.dataset;
    const rows = [...find("tree").querySelectorAll("[role=treeitem]")];
    const go = (to) => {
      reach(to ?? here);
      (to ?? here).focus();
    };
    const expanded = here.getAttribute("aria-expanded");
    const acts = {
      ArrowDown: () => go(rows[rows.indexOf(here) + 1]),
      ArrowUp: () => go(rows[rows.indexOf(here) - 1]),
      ArrowRight: () => (expanded === "false" ? turn(key, true) : go(rows[rows.indexOf(here) + 1])),
      ArrowLeft: () => (expanded === "true" ? turn(key, false) : go(here.closest(".branch")?.previousElementSibling)),
      Enter: () => press(key, Number(number)),
      " ": () => press(key, Number(number)),
      Home: () => go(rows[0]),
      End: () => go(rows[rows.length - 1]),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  return { begin, draw, key: pressKey };
})();
