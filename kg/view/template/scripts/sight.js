/* What is seen, and what stands out: the chosen or hovered thing with its neighbours, a pair, a way. */
kg.sight = (() => {
  let seen = { nodes: new Set(), ties: new Set(), facts: [], all: null, rings: null, way: null };
  let emphasis = { nodes: null, ties: new Set() };
  let hovered = -1;

  /** Work out what is to be seen; say whether that is other than before. */
  function look(state) {
    const was = seen;
    seen = kg.filter.visible(state);
    emphasise(state);
    return was.nodes.size !== seen.nodes.size || [...seen.nodes].some((number) => !was.nodes.has(number));
  }

  function hover(number) {
    hovered = number;
    emphasise(kg.state.get());
  }

  function emphasise(state) {
    const centre = hovered >= 0 ? hovered : state.entity;
    if (state.pair && hovered < 0) emphasis = ofPair(state.pair);
    else if (centre >= 0 && seen.nodes.has(centre)) emphasis = ofNeighbours(centre);
    else emphasis = { nodes: null, ties: seen.way ? seen.ties : new Set() };
  }

  function ofPair(pair) {
    const ties = [...seen.ties].filter((tie) => pair.includes(tie.from) && pair.includes(tie.to));
    return { nodes: new Set(pair), ties: new Set(ties) };
  }

  /* In focus nothing steps back, since all that is seen lies around the chosen thing. */
  function ofNeighbours(centre) {
    const ties = [...seen.ties].filter((tie) => tie.from === centre || tie.to === centre);
    const nodes = new Set([centre, ...ties.map((tie) => (tie.from === centre ? tie.to : tie.from))]);
    const inFocus = seen.rings !== null || seen.way !== null;
    return { nodes: inFocus && hovered < 0 ? null : nodes, ties: new Set(ties) };
  }

  /** Must a thing show its name whatever lies around it? */
  function isForemost(number) {
    const { entity, pair } = kg.state.get();
    return number === hovered || number === entity || Boolean(pair?.includes(number) || seen.way?.includes(number));
  }

  return { look, hover, isForemost, seen: () => seen, emphasis: () => emphasis };
})();
