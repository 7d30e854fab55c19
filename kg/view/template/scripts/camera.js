/* Where one looks from: fitting, zooming, moving, and keeping clear of the panel. */
kg.camera = (() => {
  const NEAREST = 2.5;
  const FURTHEST = 0.02;
  const NEAR = 0.45; // a thing and its name are read well from here
  const EDGE = 50; // a thing so close to the edge is not seen well
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
    const { left, right, top, bottom } = boundsOf(places);
    const scale = Math.min(Math.max(scaleFor(places), FURTHEST), 1.4);
    look({ x: (left + right) / 2, y: (top + bottom) / 2 }, scale, options);
  }

  function boundsOf(places) {
    const xs = places.map((place) => place.x);
    const ys = places.map((place) => place.y);
    return { left: least(xs), right: most(xs), top: least(ys), bottom: most(ys) };
  }

  /** The scale at which some places and their names just fit. */
  function scaleFor(places) {
    const { left, right, top, bottom } = boundsOf(places);
    const clear = clearing();
    const room = { x: Math.min(80, clear.width * 0.12), y: Math.min(56, clear.height * 0.1) };
    return Math.min(
      (clear.width - 2 * room.x) / (right - left || 1),
      (clear.height - 2 * room.y) / (bottom - top || 1),
    );
  }

  const least = (numbers) => numbers.reduce((a, b) => Math.min(a, b));
  const most = (numbers) => numbers.reduce((a, b) => Math.max(a, b));

  /** Bring one thing into view if it is not: with its neighbours where these fit, else from near. */
  function reveal(number) {
    if (isInView(number)) return;
    const near = [...kg.sight.emphasis().ties].flatMap((tie) => [tie.from, tie.to]);
    const around = near.map((one) => kg.painter.places[one]);
    if (around.length && scaleFor(around) > NEAR) fit(around);
    else look(kg.painter.places[number], Math.max(net().getScale(), NEAR));
  }

  function isInView(number) {
    const clear = clearing();
    const { x, y } = net().canvasToDOM(kg.painter.places[number]);
    const isClear = x > clear.left + EDGE && x < clear.left + clear.width - EDGE && y > EDGE && y < clear.height - EDGE;
    return isClear && net().getScale() > 0.75 * NEAR;
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
    kg.network.hurry();
    net().moveTo({ position: { x: x + dx / scale, y: y + dy / scale } });
  }

  return { fit, reveal, zoom, pan };
})();
