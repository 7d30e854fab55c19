/* Painting the network: nodes when vis-network asks for them, ties below, names above. */
kg.painter = (() => {
  const { drawing, entities } = kg.store;
  const MOST = 700; // so many names are tried for room in one picture
  const FAINT = 60; // so many where others stand out
  const CROWD = 1500; // of more nodes than this, only the shapes are drawn while the picture moves
  const MANY = 4000; // more ties than this are left out while the picture moves
  const order = [];
  const places = [];
  const outlines = new Map();
  let network = null;
  let arranged = [];

  /** Begin with all things where they were laid out. */
  function lay() {
    const { nodes } = drawing;
    const numbers = nodes.map((node) => node.id).sort((a, b) => entities[b].degree - entities[a].degree || a - b);
    order.splice(0, order.length, ...numbers);
    places.splice(0, places.length, ...nodes.map(({ x, y }) => ({ x, y })));
  }

  lay();
  kg.store.follow(lay);

  const scale = () => network.getScale();
  const canvas = () => kg.dom.find("canvas");

  /** How large a thing is drawn, in the drawing's units: never too small to see, never larger than it needs to be. */
  function radius(number) {
    const { size } = drawing.nodes[number];
    const least = 1.7 + (size - 7) * 0.22;
    return Math.min(Math.max(size * scale(), least), 7 + size * 0.6) / scale();
  }

  function outline(shape) {
    if (!outlines.has(shape)) outlines.set(shape, new Path2D(kg.shapes.path(shape, 10)));
    return outlines.get(shape);
  }

  /** What vis-network asks for each node: how it is drawn, and how large it is to the mouse. */
  function renderer({ ctx, id, x, y }) {
    if (!kg.sight.seen().nodes.has(id)) return { drawNode: () => {}, nodeDimensions: { width: 0, height: 0 } };
    const reach = Math.max(radius(id), 7 / scale()) * 2;
    return { drawNode: () => drawNode(ctx, id, x, y), nodeDimensions: { width: reach, height: reach } };
  }

  function drawNode(context, number, x, y) {
    Object.assign(places[number], { x, y });
    const size = radius(number);
    const path = outline(entities[number].type.shape);
    const pixel = 10 / (size * scale());
    const bright = kg.sight.emphasis().nodes;
    context.translate(x, y);
    context.scale(size / 10, size / 10);
    context.globalAlpha = !bright || bright.has(number) ? 1 : 0.22;
    context.lineJoin = "round";
    if (number === kg.state.get().entity) ring(context, path, 7 * pixel, "--accent");
    if (!isCrowded()) ring(context, path, 2.6 * pixel, "--paper");
    context.fillStyle = kg.theme.ofType(entities[number].type);
    context.fill(path);
  }

  /** Is so much on the move that what is fine about it would not be seen? */
  const isCrowded = () => drawing.nodes.length > CROWD && kg.network.isMoving();

  function ring(context, path, width, colour) {
    context.lineWidth = width;
    context.strokeStyle = kg.theme.colour(colour);
    context.stroke(path);
  }

  /** The part of the drawing that is on the screen. */
  function frame() {
    const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
    const { x: right, y: bottom } = network.DOMtoCanvas({ x: canvas().clientWidth, y: canvas().clientHeight });
    return { left, top, right, bottom };
  }

  function drawTies(context) {
    const { ties, facts } = kg.sight.seen();
    if (kg.network.isMoving() && ties.size > MANY) return;
    const { nodes, ties: bright } = kg.sight.emphasis();
    const view = { places, radius, scale: scale(), frame: frame(), facts };
    kg.ties.paint(context, { ...view, ties, bright, faint: nodes !== null });
    if (bright.size <= 24) kg.ties.tell(context, [...bright], view);
  }

  function drawNames(context) {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = canvas();
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    arranged = kg.names.arrange(context, named(width, height), width, height);
    kg.names.write(context, arranged, { ink: kg.theme.colour("--ink"), paper: kg.theme.colour("--paper") });
    context.restore();
  }

  /** List the things on the screen that may be named: the chosen ones, what stands out, then by how much they are tied. */
  function named(width, height) {
    const { nodes } = kg.sight.seen();
    const bright = kg.sight.emphasis().nodes;
    const { x, y } = network.DOMtoCanvas({ x: 0, y: 0 });
    const [first, near, others] = [[], [], []];
    for (const number of order) {
      if (!nodes.has(number)) continue;
      const at = { number, x: (places[number].x - x) * scale(), y: (places[number].y - y) * scale() };
      if (at.x < -60 || at.y < -20 || at.x > width + 60 || at.y > height + 20) continue;
      const rank = kg.sight.isForemost(number) ? first : bright?.has(number) ? near : others;
      if (rank !== others || others.length < (bright ? FAINT : MOST)) rank.push(dress(at, bright));
    }
    return [...first, ...near, ...others];
  }

  function dress(label, bright) {
    const { number } = label;
    const { size, label: text } = drawing.nodes[number];
    const must = kg.sight.isForemost(number);
    return {
      ...label,
      must,
      text: must ? text : kg.names.shorten(text),
      radius: radius(number) * scale(),
      size: Math.min(15, 11.5 + (size - 7) / 5),
      weight: must || size >= 16 ? 600 : 400,
      faint: bright !== null && !bright.has(number),
    };
  }

  function begin(drawn) {
    network = drawn;
    network.on("beforeDrawing", drawTies);
    network.on("afterDrawing", drawNames);
    network.once("afterDrawing", () => performance.mark("drawn"));
  }

  return { begin, renderer, radius, places, order, names: () => arranged };
})();
