/* Keys. None of them needs a modifier, and none acts while one types. */
kg.keyboard = (() => {
  const { find } = kg.dom;
  const PAN = 60;

  const set = (change) => kg.state.set(change);
  const inView = (act) => () => kg.state.get().view === "network" && act();

  const KEYS = {
    "/": () => find("search").focus(),
    "?": () => kg.menus.help(),
    Escape: () => escape(),
    0: () => set({ steps: 0 }),
    1: () => focusOn(1),
    2: () => focusOn(2),
    3: () => focusOn(3),
    f: inView(() => kg.network.fit()),
    n: inView(() => next(1)),
    p: inView(() => next(-1)),
    "+": inView(() => kg.camera.zoom(1.3)),
    "=": inView(() => kg.camera.zoom(1.3)),
    "-": inView(() => kg.camera.zoom(1 / 1.3)),
    g: () => set({ view: "network" }),
    h: () => set({ view: "tree" }),
    t: () => set({ view: "timeline" }),
  };
  const ARROWS = { ArrowLeft: [-PAN, 0], ArrowRight: [PAN, 0], ArrowUp: [0, -PAN], ArrowDown: [0, PAN] };

  function focusOn(steps) {
    if (kg.state.get().entity >= 0) set({ steps, path: null, view: "network" });
  }

  /** Choose the next thing of the network, the most tied first. */
  function next(by) {
    const listed = kg.painter.order.filter((number) => kg.sight.seen().nodes.has(number));
    if (!listed.length) return;
    const at = listed.indexOf(kg.state.get().entity);
    const place = at < 0 ? (by > 0 ? 0 : listed.length - 1) : (at + by + listed.length) % listed.length;
    set({ entity: listed[place], pair: null });
  }

  function escape() {
    const state = kg.state.get();
    if (kg.menus.close()) return;
    if (state.steps || state.path) set({ steps: 0, path: null });
    else if (state.entity >= 0 || state.pair) set({ entity: -1, pair: null });
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("input:not([type=checkbox], [type=range]), select, textarea");
    if (typing && event.key !== "Escape") return;
    if (event.target.closest("dialog")) return;
    const arrow = ARROWS[event.key];
    if (arrow && event.target.closest("#canvas")) {
      event.preventDefault();
      kg.camera.pan(...arrow);
      return;
    }
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  const begin = () => document.addEventListener("keydown", press);

  return { begin };
})();
