/* The current view as a picture: SVG, and PNG made from it. */
kg.picture = (() => {
  const { makeSvg } = kg.dom;
  const round = (number) => Math.round(number * 10) / 10;

  /* XML knows no control characters, and no half of a surrogate pair. */
  function clean(text) {
    const known = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
    return known.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  }

  /** Draw what is on the screen as an SVG element. */
  function draw() {
    const network = kg.network.vis();
    const canvas = kg.dom.find("canvas");
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    const scale = network.getScale();
    const origin = network.DOMtoCanvas({ x: 0, y: 0 });
    const at = (number) => ({
      x: (kg.painter.places[number].x - origin.x) * scale,
      y: (kg.painter.places[number].y - origin.y) * scale,
    });
    const view = { at, scale, size, seen: kg.sight.seen() };
    const paper = makeSvg("rect", { ...size, fill: kg.theme.colour("--paper") });
    const title = makeSvg("title");
    title.textContent = clean(document.title);
    return makeSvg(
      "svg",
      { ...size, viewBox: `0 0 ${size.width} ${size.height}` },
      title,
      paper,
      lines(view),
      marks(view),
      names(),
      heading(),
      legend(view),
    );
  }

  function lines({ at, size, seen }) {
    const { nodes, ties: bright } = kg.sight.emphasis();
    const page = { left: 0, top: 0, right: size.width, bottom: size.height };
    const ends = [...seen.ties].map((tie) => ({ tie, a: at(tie.from), b: at(tie.to) }));
    const inside = ends.filter(({ a, b }) => kg.ties.crosses(a, b, page));
    const [plain, shown] = [false, true].map((isBright) => inside.filter(({ tie }) => bright.has(tie) === isBright));
    const look = kg.ties.looks(plain.length, shown.length, nodes !== null);
    return makeSvg("g", { fill: "none" }, stroke(plain, look.plain), stroke(shown, look.bright));
  }

  function stroke(ends, { colour, width, alpha }) {
    const d = ends.map(({ a, b }) => `M${round(a.x)} ${round(a.y)}L${round(b.x)} ${round(b.y)}`).join("");
    return makeSvg("path", { d, stroke: colour, "stroke-width": width, "stroke-opacity": alpha });
  }

  function marks({ at, scale, size, seen }) {
    const group = makeSvg("g", { stroke: kg.theme.colour("--paper"), "stroke-width": 1.2 });
    const bright = kg.sight.emphasis().nodes;
    for (const number of [...kg.painter.order].reverse()) {
      const { x, y } = at(number);
      if (!seen.nodes.has(number) || x < -30 || y < -30 || x > size.width + 30 || y > size.height + 30) continue;
      const { type } = kg.store.entities[number];
      const d = kg.shapes.path(type.shape, round(kg.painter.radius(number) * scale));
      group.append(
        makeSvg("path", {
          d,
          transform: `translate(${round(x)} ${round(y)})`,
          fill: kg.theme.ofType(type),
          opacity: !bright || bright.has(number) ? 1 : 0.25,
        }),
      );
    }
    return group;
  }

  function names() {
    const group = makeSvg("g", {
      "font-family": kg.names.FAMILY,
      "text-anchor": "middle",
      "dominant-baseline": "central",
      fill: kg.theme.colour("--ink"),
      stroke: kg.theme.colour("--paper"),
      "stroke-width": 3.5,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
    });
    for (const { text, box, size, weight, faint } of kg.painter.names()) {
      const name = makeSvg("text", {
        x: round((box.left + box.right) / 2),
        y: round((box.top + box.bottom) / 2),
        "font-size": round(size),
        "font-weight": weight,
        opacity: faint ? 0.35 : 1,
      });
      name.textContent = clean(text);
      group.append(name);
    }
    return group;
  }

  function heading() {
    return words(document.title, { x: 24, y: 34, "font-size": 17, "font-weight": 600 });
  }

  /** The types in the picture with their signs, so that it can be read without the page. */
  function legend({ size, seen }) {
    const types = kg.store.types.filter((type) => [...seen.nodes].some((n) => kg.store.entities[n].type === type));
    const group = makeSvg("g");
    types.forEach((type, i) => {
      const y = size.height - 20 - (types.length - 1 - i) * 19;
      const transform = `translate(30 ${y})`;
      group.append(
        makeSvg("path", { d: kg.shapes.path(type.shape, 5), transform, fill: kg.theme.ofType(type) }),
        words(kg.words.pick(type), { x: 44, y, "font-size": 12 }),
      );
    });
    return group;
  }

  function words(text, attributes) {
    const look = { "font-family": kg.names.FAMILY, "dominant-baseline": "central", fill: kg.theme.colour("--ink") };
    const element = makeSvg("text", { ...look, ...attributes });
    element.textContent = clean(text);
    return element;
  }

  function svg() {
    const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
    return new Blob([head, new XMLSerializer().serializeToString(draw())], { type: "image/svg+xml" });
  }

  /** Draw the picture at twice its size, as pixels. */
  async function png() {
    const address = URL.createObjectURL(svg());
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * 2;
      canvas.height = image.naturalHeight * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  return { svg, png };
})();
