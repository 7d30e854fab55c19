/* The shapes of the types, as paths around (0, 0): for the legend, the panel and the SVG file. */
kg.shapes = (() => {
  const round = (number) => Math.round(number * 100) / 100;

  function polygon(points) {
    return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}Z`;
  }

  function corners(count, radius, turn = -Math.PI / 2) {
    return Array.from({ length: count }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / count;
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
  }

  function star(radius) {
    const points = Array.from({ length: 10 }, (_, i) => {
      const reach = (i % 2 ? 0.5 : 1.3) * radius * 0.82;
      const angle = -Math.PI / 2 + (Math.PI * i) / 5;
      return [reach * Math.cos(angle), reach * Math.sin(angle) + 0.1 * radius * 0.82];
    });
    return polygon(points);
  }

  const moved = (points, down) => points.map(([x, y]) => [x, y + down]);

  const PATHS = {
    dot: (r) => `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`,
    square: (r) =>
      polygon([
        [-r, -r],
        [r, -r],
        [r, r],
        [-r, r],
      ]),
    diamond: (r) =>
      polygon([
        [0, -r],
        [r, 0],
        [0, r],
        [-r, 0],
      ]),
    hexagon: (r) => polygon(corners(6, r, 0)),
    triangle: (r) => polygon(moved(corners(3, r * 1.15), r * 0.275)),
    triangleDown: (r) => polygon(moved(corners(3, r * 1.15, Math.PI / 2), -r * 0.275)),
    star,
  };

  const path = (shape, radius) => (PATHS[shape] ?? PATHS.dot)(radius);

  /** Make the small sign of a type. */
  function sign(type, size = 14) {
    const { makeSvg } = kg.dom;
    const shape = makeSvg("path", { d: path(type.shape, type.shape === "square" ? 5 : 6.2) });
    const drawing = makeSvg(
      "svg",
      { viewBox: "-8 -8 16 16", width: size, height: size, class: "sign", "aria-hidden": "true" },
      shape,
    );
    drawing.style.setProperty("--light", type.light);
    drawing.style.setProperty("--dark", type.dark);
    return drawing;
  }

  return { path, sign };
})();
