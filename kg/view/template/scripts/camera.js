/* Where one looks from: fitting, zooming, moving, and keeping clear of the panel. */
kg.camera = (() => {
  const NEAREST = 2.5;
  const FURTHEST = 0.02;
  const net = () => kg.network.vis();

  /** The part of the canvas that nothing lies over, in pixels. */
  function clearing() {
    const { clientWidth: width, clientHeight: height } = kg.dom.find("canvas");
    const panel = kg.dom.find("panel");
    if (panel.hidden) return { left: 0, top: 0, width, height };
    const canvas = kg.dom.find("canvas").getBoundingClientRect();
    const over = panel.getBoundingClientRect();
    if (over.width < canvas.width * 0.7)
      return { left: 0, top: 0, width: Math.max(160, over.left - canvas.left), height };
    return { left: 0, top: 0, width, height: Math.max(160, over.top - canvas.top) };
  }

  function look(centre, scale, { animate = true } = {}) {
    const clear = clearing();
    const { clientWidth: width, clientHeight: height } = kg.dom.find("canvas");
    const x = centre.x - (clear.left + clear.width / 2 - width / 2) / scale;
    const y = centre.y - (clear.top + clear.height / 2 - height / 2) / scale;
    const animation = animate && !kg.theme.isCalm() ? { duration: 320, easingFunction: "easeOutCubic" } : false;
    if (animation) kg.network.hurry(400);
    net().moveTo({ position: { x, y }, scale, animation });
  }

  /** Bring some places into view, with room for their names. */
  function fit(places, options) {
    if (!places.length) return;
    const xs = places.map((place) => place.x);
    const ys = places.map((place) => place.y);
    const [left, right, top, bottom] = [least(xs), most(xs), least(ys), most(ys)];
    const clear = clearing();
    const room = { x: Math.min(80, clear.width * 0.12), y: Math.min(56, clear.height * 0.1) };
    const scale = Math.min(
      (clear.width - 2 * room.x) / (right - left || 1),
      (clear.height - 2 * room.y) / (bottom - top || 1),
      1.4,
    );
    look({ x: (left + right) / 2, y: (top + bottom) / 2 }, Math.max(scale, FURTHEST), options);
  }

  const least = (numbers) => numbers.reduce((a, b) => Math.min(a, b));
  const most = (numbers) => numbers.reduce((a, b) => Math.max(a, b));

  /** Move as little as it takes to see one thing well. */
  function reveal(number) {
    const place = kg.painter.places[number];
    const clear = clearing();
    const at = net().canvasToDOM(place);
    const near =
      at.x > clear.left + 60 &&
      at.x < clear.left + clear.width - 60 &&
      at.y > clear.top + 60 &&
      at.y < clear.top + clear.height - 60;
    const scale = Math.max(net().getScale(), 0.45);
    if (!near || scale > net().getScale()) look(place, scale);
  }

  function zoom(factor) {
    const scale = Math.min(NEAREST, Math.max(FURTHEST, net().getScale() * factor));
    const animation = kg.theme.isCalm() ? false : { duration: 160, easingFunction: "easeOutQuad" };
    kg.network.hurry(240);
    net().moveTo({ scale, animation });
  }

  function pan(dx, dy) {
    const { x, y } = net().getViewPosition();
    const scale = net().getScale();
    net().moveTo({ position: { x: x + dx / scale, y: y + dy / scale } });
  }

  return { fit, reveal, zoom, pan };
})();
