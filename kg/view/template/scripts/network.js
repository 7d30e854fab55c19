/* The network: what pyvis laid down, moved and listened to through vis-network. */
kg.network = (() => {
  const { drawing } = kg.store;
  const { places } = kg.painter;
  const home = [];
  let network = null;
  let glides = 0;
  let dragging = false;
  let hurrying = 0;
  let unfit = false; // was to be brought into view while another view covered it

  function settle() {
    home.splice(0, home.length, ...drawing.nodes.map(({ x, y }) => ({ x, y })));
  }

  settle();
  kg.store.follow(settle);

  const asDrawn = ({ id }) => ({ id, ...places[id], shape: "custom", ctxRenderer: kg.painter.renderer });

  function begin() {
    const data = { nodes: new vis.DataSet(drawing.nodes.map(asDrawn)), edges: new vis.DataSet([]) };
    network = new vis.Network(kg.dom.find("canvas"), data, drawing.options);
    kg.painter.begin(network);
    network.on("click", choose);
    network.on("doubleClick", ({ nodes: [node] }) => node !== undefined && focusOn(node));
    network.on("hoverNode", ({ node }) => hover(node));
    network.on("blurNode", () => hover(-1));
    network.on("zoom", () => hurry());
    network.on("dragStart", () => (dragging = true));
    network.on("dragEnd", dropped);
  }

  /** Put the things of the store in the place of those that were drawn, each where its name was, or where `from` says. */
  function replace(from) {
    drawing.nodes.forEach(({ id }) => Object.assign(places[id], from(id)));
    network.setData({ nodes: new vis.DataSet(drawing.nodes.map(asDrawn)), edges: new vis.DataSet([]) });
  }

  const focusOn = (number) => kg.state.set({ entity: number, steps: 1, pair: null, path: null });

  /** Draw less for a while, since the picture moves. */
  function hurry(time = 160) {
    clearTimeout(hurrying);
    hurrying = setTimeout(() => {
      hurrying = 0;
      network.redraw();
    }, time);
  }

  /** A thing that was dragged stays where it was left, unless it stands on a ring or a way. */
  function dropped({ nodes }) {
    dragging = false;
    const { rings, way } = kg.sight.seen();
    if (!rings && !way) for (const number of nodes) home[number] = { ...network.getPosition(number) };
    network.redraw();
  }

  function hover(number) {
    kg.sight.hover(number);
    kg.dom.find("canvas").classList.toggle("over", number >= 0);
    network.redraw();
  }

  function choose({ nodes: [node], pointer, event }) {
    const state = kg.state.get();
    if (node !== undefined) {
      chooseNode(node, state, event.srcEvent?.shiftKey);
      return;
    }
    const tie = kg.ties.at(pointer.canvas, kg.sight.seen().ties, places, 6 / network.getScale());
    if (tie) kg.state.set({ pair: [tie.from, tie.to], entity: -1, path: null, steps: 0 });
    else if (!state.steps && !state.path && (state.entity >= 0 || state.pair)) kg.state.set({ entity: -1, pair: null });
  }

  function chooseNode(node, state, isSecond) {
    if (isSecond && state.entity >= 0 && node !== state.entity) {
      kg.state.set({ path: [state.entity, node], pair: null, steps: 0 });
    } else {
      kg.state.set({ entity: node, pair: null, path: null });
    }
  }

  /** Show what the state asks for. */
  function update(state, before) {
    const { clientWidth, clientHeight } = kg.dom.find("canvas");
    if (unfit && clientWidth > 0) uncover();
    const isMoved = moveTo(kg.plan.places(kg.sight.seen(), home, { wide: clientWidth > clientHeight }));
    if (isMoved || isRefocused(state, before)) setTimeout(() => fit(), isMoved ? 340 : 0);
    else if (state.entity !== before.entity && state.entity >= 0) reveal(state.entity);
    network.redraw();
  }

  function isRefocused(state, before) {
    const changed = (...keys) => keys.some((key) => state[key] !== before[key]);
    return changed("page", "article", "steps", "path") || (state.steps > 0 && changed("entity"));
  }

  /** Move things to their places, in a short glide; say whether anything has to move. */
  function moveTo(plan) {
    if (kg.physics.isOn()) return false;
    const goals = [];
    for (const { id } of drawing.nodes) {
      const goal = plan.get(id) ?? home[id];
      const from = { ...places[id] };
      if (Math.abs(goal.x - from.x) + Math.abs(goal.y - from.y) > 0.5) goals.push({ number: id, from, goal });
    }
    glides += 1;
    if (!goals.length) return false;
    if (kg.theme.isCalm()) put(goals, 1);
    else glide(goals, glides, performance.now());
    return true;
  }

  function glide(goals, run, start) {
    if (run !== glides) return;
    const part = Math.min(1, (performance.now() - start) / 320);
    put(goals, 1 - (1 - part) ** 3);
    if (part < 1) requestAnimationFrame(() => glide(goals, run, start));
  }

  function put(goals, part) {
    for (const { number, from, goal } of goals) {
      const place = { x: from.x + (goal.x - from.x) * part, y: from.y + (goal.y - from.y) * part };
      Object.assign(network.body.nodes[number], place);
      Object.assign(places[number], place);
    }
    network.redraw();
  }

  /** Bring what is seen into view once there is room to see it. */
  function uncover() {
    unfit = false;
    network.setSize("100%", "100%");
    setTimeout(() => fit({ animate: false }), 0);
  }

  const isCovered = () => kg.dom.find("canvas").clientWidth === 0;

  function reveal(number) {
    if (isCovered()) unfit = true;
    else kg.camera.reveal(number);
  }

  function fit(options) {
    if (isCovered()) {
      unfit = true;
      return;
    }
    kg.camera.fit(
      [...kg.sight.seen().nodes].map((number) => places[number]),
      options,
    );
  }

  const isMoving = () => dragging || hurrying > 0;

  return { begin, replace, update, fit, hurry, isMoving, redraw: () => network.redraw(), vis: () => network };
})();
