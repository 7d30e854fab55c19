/* The network: what pyvis laid down, drawn by vis-network, with ties, names and emphasis of our own. */
kg.network = (() => {
  const { drawing, entities, ties } = kg.store;
  const home = drawing.nodes.map(({ x, y }) => ({ x, y }));
  const places = home.map((place) => ({ ...place }));
  const order = drawing.nodes.map((node) => node.id).sort((a, b) => entities[b].degree - entities[a].degree || a - b);
  const MOST = 700; // so many names are tried for room in one picture
  const MANY = 4000; // more ties than this are left out while the picture moves
  const FAINT = 60; // so many where others stand out
  const outlines = new Map();
  let network = null;
  let seen = { nodes: new Set(), ties: new Set(), facts: [], rings: null, way: null };
  let emphasis = { nodes: null, ties: new Set() };
  let hovered = -1;
  let arranged = [];
  let moving = 0;
  let dragging = false;
  let zooming = 0;

  const scale = () => network.getScale();

  /** How large a thing is drawn, in the drawing's units: never too small to see, never larger than it needs to be. */
  function radius(number) {
    const { size } = drawing.nodes[number];
    const pixels = size * scale();
    const least = 1.7 + (size - 7) * 0.22;
    return Math.min(Math.max(pixels, least), 7 + size * 0.6) / scale();
  }

  function outline(shape) {
    if (!outlines.has(shape)) outlines.set(shape, new Path2D(kg.shapes.path(shape, 10)));
    return outlines.get(shape);
  }

  /** What vis-network asks for each node: how it is drawn, and how large it is to the mouse. */
  function renderer({ ctx, id, x, y }) {
    if (!seen.nodes.has(id)) return { drawNode: () => {}, nodeDimensions: { width: 0, height: 0 } };
    const reach = Math.max(radius(id), 7 / scale()) * 2;
    return { drawNode: () => drawNode(ctx, id, x, y), nodeDimensions: { width: reach, height: reach } };
  }

  function drawNode(context, number, x, y) {
    places[number].x = x;
    places[number].y = y;
    const size = radius(number);
    const { type } = entities[number];
    const chosen = number === kg.state.get().entity;
    context.translate(x, y);
    context.scale(size / 10, size / 10);
    context.globalAlpha = !emphasis.nodes || emphasis.nodes.has(number) ? 1 : 0.22;
    const path = outline(type.shape);
    const pixel = 10 / (size * scale());
    context.lineJoin = "round";
    context.lineWidth = (chosen ? 7 : 2.4) * pixel;
    context.strokeStyle = kg.theme.colour(chosen ? "--accent" : "--paper");
    context.stroke(path);
    if (chosen) {
      context.lineWidth = 3 * pixel;
      context.strokeStyle = kg.theme.colour("--paper");
      context.stroke(path);
    }
    context.fillStyle = kg.theme.ofType(type);
    context.fill(path);
  }

  function begin() {
    const nodes = new vis.DataSet(drawing.nodes.map(({ id, x, y }) => ({ id, x, y, shape: "custom", ctxRenderer: renderer })));
    const container = kg.dom.find("canvas");
    network = new vis.Network(container, { nodes, edges: new vis.DataSet([]) }, options());
    network.on("beforeDrawing", drawTies);
    network.on("afterDrawing", drawNames);
    network.once("afterDrawing", () => performance.mark("drawn"));
    network.on("click", choose);
    network.on("doubleClick", ({ nodes: [node] }) => node !== undefined && kg.state.set({ entity: node, steps: 1, pair: null, path: null }));
    network.on("hoverNode", ({ node }) => hover(node));
    network.on("blurNode", () => hover(-1));
    network.on("dragStart", () => { dragging = true; });
    network.on("zoom", zoomed);
    network.on("dragEnd", dropped);
  }

  function zoomed() {
    clearTimeout(zooming);
    zooming = setTimeout(() => {
      zooming = 0;
      network.redraw();
    }, 160);
  }

  /** A thing that was dragged stays where it was left, unless it stands on a ring or a way. */
  function dropped({ nodes }) {
    dragging = false;
    if (!seen.rings && !seen.way) for (const number of nodes) home[number] = { ...network.getPosition(number) };
    network.redraw();
  }

  function options() {
    const interaction = { ...drawing.options.interaction, dragNodes: true, hoverConnectedEdges: false, selectConnectedEdges: false };
    return { ...drawing.options, interaction };
  }

  function hover(number) {
    hovered = number;
    kg.dom.find("canvas").classList.toggle("over", number >= 0);
    emphasise(kg.state.get());
    network.redraw();
  }

  function choose({ nodes: [node], pointer, event }) {
    const state = kg.state.get();
    if (node !== undefined) {
      const way = event.srcEvent?.shiftKey && state.entity >= 0 && node !== state.entity;
      if (way) kg.state.set({ path: [state.entity, node], pair: null });
      else kg.state.set({ entity: node, pair: null, ...(seen.nodes.has(node) && state.path ? {} : { path: null }) });
      return;
    }
    const tie = kg.ties.at(pointer.canvas, seen.ties, places, 6 / scale());
    if (tie) kg.state.set({ pair: [tie.from, tie.to], entity: -1 });
    else if (!state.steps && !state.path && (state.entity >= 0 || state.pair)) kg.state.set({ entity: -1, pair: null });
  }

  function frame() {
    const { clientWidth, clientHeight } = kg.dom.find("canvas");
    const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
    const { x: right, y: bottom } = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
    return { left, top, right, bottom };
  }

  function drawTies(context) {
    if ((dragging || zooming) && seen.ties.size > MANY) return;
    const bright = emphasis.ties;
    kg.ties.paint(context, { ties: seen.ties, places, radius, scale: scale(), frame: frame(), bright, faint: emphasis.nodes !== null });
    if (emphasis.ties.size <= 24) kg.ties.tell(context, [...emphasis.ties], { places, scale: scale(), facts: seen.facts });
  }

  function drawNames(context) {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = kg.dom.find("canvas");
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    arranged = kg.names.arrange(context, named(width, height), width, height);
    kg.names.write(context, arranged, { ink: kg.theme.colour("--ink"), paper: kg.theme.colour("--paper") });
    context.restore();
  }

  /** List the things on the screen that may be named: the chosen ones, what stands out, then by how much they are tied. */
  function named(width, height) {
    const at = scale();
    const { x, y } = network.DOMtoCanvas({ x: 0, y: 0 });
    const [first, near, others] = [[], [], []];
    for (const number of order) {
      if (!seen.nodes.has(number)) continue;
      const label = { number, x: (places[number].x - x) * at, y: (places[number].y - y) * at };
      if (label.x < -60 || label.y < -20 || label.x > width + 60 || label.y > height + 20) continue;
      const rank = isForemost(number) ? first : emphasis.nodes?.has(number) ? near : others;
      if (rank !== others || others.length < (emphasis.nodes ? FAINT : MOST)) rank.push(dress(label));
    }
    return [...first, ...near, ...others];
  }

  function isForemost(number) {
    const state = kg.state.get();
    return number === hovered || number === state.entity || (state.pair?.includes(number) ?? false) || (seen.way?.includes(number) ?? false);
  }

  function dress(label) {
    const { number } = label;
    const { size, label: text } = drawing.nodes[number];
    const must = isForemost(number);
    const strong = must || size >= 16;
    return {
      ...label, text: must ? text : kg.names.shorten(text), must, radius: radius(number) * scale(), size: Math.min(15, 11.5 + (size - 7) / 5), weight: strong ? 600 : 400,
      faint: emphasis.nodes !== null && !emphasis.nodes.has(number),
    };
  }

  /** Work out what stands out: the chosen or hovered thing with its neighbours. */
  function emphasise(state) {
    const centre = hovered >= 0 ? hovered : state.entity;
    const inFocus = seen.rings !== null || seen.way !== null;
    emphasis = { nodes: null, ties: new Set() };
    if (state.pair && hovered < 0) {
      const found = [...seen.ties].filter((tie) => state.pair.includes(tie.from) && state.pair.includes(tie.to));
      emphasis = { nodes: new Set(state.pair), ties: new Set(found) };
    } else if (centre >= 0 && seen.nodes.has(centre)) {
      const found = [...seen.ties].filter((tie) => tie.from === centre || tie.to === centre);
      const nodes = new Set([centre, ...found.map((tie) => (tie.from === centre ? tie.to : tie.from))]);
      emphasis = { nodes: inFocus && hovered < 0 ? null : nodes, ties: new Set(found) };
    } else if (seen.way) {
      emphasis.ties = seen.ties;
    }
  }

  /** Work out what is to be seen; say whether that is other than before. */
  function look(state) {
    const was = seen;
    seen = kg.filter.visible(state);
    emphasise(state);
    return was.nodes.size !== seen.nodes.size || [...seen.nodes].some((number) => !was.nodes.has(number));
  }

  /** Show what the state asks for. */
  function update(state, before) {
    const { clientWidth, clientHeight } = kg.dom.find("canvas");
    const plan = kg.plan.places(seen, home, { wide: clientWidth > clientHeight });
    const replanned = moveTo(plan);
    const refocused = state.page !== before.page || state.article !== before.article || state.steps !== before.steps || state.path !== before.path || (state.steps > 0 && state.entity !== before.entity);
    if (replanned || refocused) setTimeout(() => fit(), replanned ? 340 : 0);
    else if (state.entity !== before.entity && state.entity >= 0) kg.camera.reveal(state.entity);
    network.redraw();
  }

  /** Move things to their places, in a short glide; say whether anything has to move. */
  function moveTo(plan) {
    if (kg.physics.isOn()) return false;
    const goals = [];
    for (const node of drawing.nodes) {
      const goal = plan.get(node.id) ?? home[node.id];
      const from = places[node.id];
      if (Math.abs(goal.x - from.x) + Math.abs(goal.y - from.y) > 0.5) goals.push({ number: node.id, from: { ...from }, goal });
    }
    moving += 1;
    if (!goals.length) return false;
    if (kg.theme.isCalm()) put(goals, 1);
    else glide(goals, moving, performance.now());
    return true;
  }

  function glide(goals, run, start) {
    const part = Math.min(1, (performance.now() - start) / 320);
    if (run !== moving) return;
    put(goals, 1 - (1 - part) ** 3);
    if (part < 1) requestAnimationFrame(() => glide(goals, run, start));
  }

  function put(goals, part) {
    for (const { number, from, goal } of goals) {
      const node = network.body.nodes[number];
      node.x = places[number].x = from.x + (goal.x - from.x) * part;
      node.y = places[number].y = from.y + (goal.y - from.y) * part;
    }
    network.redraw();
  }

  function fit(options) {
    kg.camera.fit([...seen.nodes].map((number) => places[number]), options);
  }

  return {
    begin, look, update, fit, radius, places, order,
    redraw: () => network.redraw(), vis: () => network, seen: () => seen, emphasis: () => emphasis, names: () => arranged,
  };
})();
