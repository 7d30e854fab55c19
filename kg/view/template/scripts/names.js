/* The names beside the nodes: as many as have room, the most tied first, at the same size however near one looks. */
kg.names = (() => {
  const FAMILY =
    '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';
  const CELL = 64;
  const MOST = 320;
  const SHORT = 16;
  const LARGE = 400; // so many of the foremost nodes keep names off them
  const widths = new Map();

  function widthOf(context, text, font) {
    const key = `${font}|${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = font;
      width = context.measureText(text).width;
      widths.set(key, width);
    }
    return width;
  }

  /** A sheet that remembers what is covered. */
  function sheet() {
    const cells = new Map();
    const visit = (box, act) => {
      for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
        for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) {
          if (act(`${x},${y}`)) return true;
        }
      }
      return false;
    };
    const touches = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return {
      isFree: (box) => !visit(box, (key) => (cells.get(key) ?? []).some((other) => touches(box, other))),
      cover: (box) =>
        visit(box, (key) => {
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push(box);
          return false;
        }),
    };
  }

  /** Where a name may stand: below its node, to the right, above, to the left. */
  function* places(node, width, height) {
    const gap = node.radius + 3;
    yield box(node.x - width / 2, node.y + gap, width, height);
    yield box(node.x + gap + 1, node.y - height / 2, width, height);
    yield box(node.x - width / 2, node.y - gap - height, width, height);
    yield box(node.x - gap - 1 - width, node.y - height / 2, width, height);
  }

  const box = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });

  /** Find room for names. `nodes` are {x, y, radius, text, size, weight, must}, the most important first. */
  function arrange(context, nodes, width, height) {
    const covered = sheet();
    const page = { left: 2, top: 0, right: width - 2, bottom: height };
    for (const node of nodes.slice(0, LARGE))
      if (node.radius > 3.5 || node.must) covered.cover(square(node, node.radius * 0.85));
    const arranged = [];
    for (const node of nodes) {
      if (arranged.length >= MOST) break;
      const font = `${node.weight} ${node.size}px ${FAMILY}`;
      const place = placeFor(node, widthOf(context, node.text, font) + 4, covered, page);
      if (!place) continue;
      covered.cover(place);
      arranged.push({ ...node, font, box: place });
    }
    return arranged;
  }

  /** Return the first place that is free and on the page; a name that must be seen stands in any case. */
  function placeFor(node, width, covered, page) {
    const height = node.size * 1.35;
    const candidates = [...places(node, width, height)];
    return candidates.find((one) => isWithin(one, page) && covered.isFree(one)) ?? (node.must ? candidates[0] : null);
  }

  const square = ({ x, y }, reach) => box(x - reach, y - reach, 2 * reach, 2 * reach);
  const isWithin = (one, page) =>
    one.left >= page.left && one.right <= page.right && one.top >= page.top && one.bottom <= page.bottom;

  /** Write names onto the canvas, each with a halo of the paper's colour. */
  function write(context, arranged, { ink, paper }) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const { text, font, box: place, faint } of arranged) {
      const x = Math.round((place.left + place.right) / 2);
      const y = Math.round((place.top + place.bottom) / 2);
      context.font = font;
      context.globalAlpha = faint ? 0.24 : 1;
      context.strokeStyle = paper;
      context.lineWidth = 3.5;
      context.strokeText(text, x, y);
      context.fillStyle = ink;
      context.fillText(text, x, y);
    }
    context.globalAlpha = 1;
  }

  /** Cut a name that would lie over its neighbours; whoever looks at the thing sees it whole. */
  function shorten(text) {
    const chars = [...text];
    return chars.length > SHORT ? `${chars.slice(0, SHORT - 1).join("")}…` : text;
  }

  return { arrange, write, shorten, FAMILY };
})();
