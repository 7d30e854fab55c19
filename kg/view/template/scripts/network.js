/* The network: what pyvis laid down, drawn by vis-network, with names, filters and selection on top. */
kg.network = (() => {
  const drawn = kg.dom.readJson("drawing");
  const nodes = drawn.nodes.map((node) => ({ ...node, text: node.label }));
  const ties = drawn.edges;
  const order = nodes.map((node) => node.id).sort((a, b) => nodes[b].size - nodes[a].size || a - b);
  let network = null;
  let nodeSet = null;
  let edgeSet = null;
  let seen = { nodes: new Set(), ties: new Set() };
  let hovered = -1;
  let lastNames = [];

  function colours() {
    const paper = kg.theme.colour("--paper");
    const groups = {};
    for (const type of kg.store.types) {
      const colour = kg.theme.ofType(type);
      const ring = { background: colour, border: kg.theme.colour("--ink") };
      groups[type.name] = { color: { background: colour, border: paper, highlight: ring, hover: ring } };
    }
    const line = kg.theme.colour("--line-strong");
    const accent = kg.theme.colour("--accent");
    return { groups, edges: { color: { color: line, highlight: accent, hover: accent, opacity: 1 } } };
  }

  function begin() {
    const many = ties.length > 2500;
    const options = { ...drawn.options, ...colours() };
    options.edges = {
      ...drawn.options.edges, ...options.edges, arrowStrikethrough: false,
      arrows: { to: { scaleFactor: 0.4 }, from: { scaleFactor: 0.4 } },
    };
    options.interaction = { ...drawn.options.interaction, hideEdgesOnDrag: many, hideEdgesOnZoom: many };
    nodeSet = new vis.DataSet(nodes.map(({ label, ...node }) => node));
    edgeSet = new vis.DataSet(ties.map(({ relations, ...edge }) => edge));
    const canvas = kg.dom.find("canvas");
    network = new vis.Network(canvas, { nodes: nodeSet, edges: edgeSet }, options);
    network.on("afterDrawing", drawNames);
    network.on("click", select);
    network.on("hoverNode", ({ node }) => { hovered = node; network.redraw(); });
    network.on("blurNode", () => { hovered = -1; network.redraw(); });
    fit({ animate: false });
  }

  function select({ nodes: [node], edges: [edge] }) {
    if (node !== undefined) kg.state.set({ entity: node, pair: null });
    else if (edge !== undefined) kg.state.set({ entity: -1, pair: [ties[edge].from, ties[edge].to] });
    else kg.state.set({ entity: -1, pair: null });
  }

  function drawNames(context) {
    const scale = network.getScale();
    const state = kg.state.get();
    const listed = order.filter((n) => seen.nodes.has(n)).map((n) => labelOf(n, scale, state));
    listed.sort((a, b) => Number(b.must) - Number(a.must));
    const ratio = window.devicePixelRatio || 1;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { clientWidth: width, clientHeight: height } = kg.dom.find("canvas");
    lastNames = kg.names.arrange(context, listed, width, height);
    kg.names.write(context, lastNames, { ink: kg.theme.colour("--ink"), paper: kg.theme.colour("--paper") });
    context.restore();
  }

  function labelOf(number, scale, state) {
    const node = nodes[number];
    const { x, y } = network.canvasToDOM(node);
    const must = number === hovered || number === state.entity;
    const size = Math.min(16, 11.5 + node.size / 8);
    return { number, x, y, radius: node.size * scale, text: node.text, size, weight: must || node.size > 16 ? 600 : 400, must };
  }

  function fit({ animate = true } = {}) {
    const shown = [...seen.nodes];
    if (!shown.length) return;
    network.fit({ nodes: shown, animation: animate ? { duration: 350 } : false, maxZoomLevel: 1.6 });
  }

  /** Show what the state asks for, changing only what has to change. */
  function update(state) {
    const next = kg.filter.visible(state, ties);
    hide(nodeSet, nodes, (node) => next.nodes.has(node.id), (node) => seen.nodes.has(node.id));
    hide(edgeSet, ties, (tie) => next.ties.has(tie), (tie) => seen.ties.has(tie));
    seen = next;
    if (state.entity >= 0) network.selectNodes([state.entity]);
    else network.unselectAll();
  }

  function hide(set, rows, isShown, wasShown) {
    const changed = rows.filter((row) => isShown(row) !== wasShown(row));
    if (changed.length) set.update(changed.map((row) => ({ id: row.id, hidden: !isShown(row) })));
  }

  function recolour() {
    network.setOptions(colours());
    nodeSet.update(nodes.map(({ id, group }) => ({ id, group })));
    network.redraw();
  }

  function centre(number) {
    network.focus(number, { scale: Math.max(network.getScale(), 0.8), animation: { duration: 350 } });
  }

  return { begin, update, fit, recolour, centre, ties, nodes, names: () => lastNames, seen: () => seen, vis: () => network };
})();
