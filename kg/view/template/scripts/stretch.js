/* The layout as the screen is shaped: drawn out along the longer side, so that a tall or a wide screen is used. */
kg.stretch = (() => {
  const MOST = 1.6; // more would part what belongs together

  /** How much longer one direction must become for places to fill a screen: `{x, y}`, one of them 1. */
  function by(places, width, height) {
    const extent = (key) => Math.max(...places.map((place) => Math.abs(place[key])), 1);
    const lacking = height / width / (extent("y") / extent("x")) || 1;
    return { x: Math.min(MOST, Math.max(1, 1 / lacking)), y: Math.min(MOST, Math.max(1, lacking)) };
  }

  /* Things only ever move apart, so what did not overlap does not now. */
  function all() {
    const { nodes } = kg.store.drawing;
    const { clientWidth, clientHeight } = kg.dom.find("canvas");
    const { x, y } = by(nodes, clientWidth, clientHeight);
    for (const node of nodes) Object.assign(node, { x: Math.round(node.x * x), y: Math.round(node.y * y) });
  }

  all();
  kg.store.follow(all);

  return { by };
})();
