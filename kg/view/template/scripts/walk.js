/* Walking along ties: what lies within some steps, and the shortest way between two. */
kg.walk = (() => {
  /** Return for each entity its ties, of those given. */
  function paths(ties) {
    const found = new Map();
    const add = (from, tie, to) => {
      if (!found.has(from)) found.set(from, []);
      found.get(from).push({ tie, to });
    };
    for (const tie of ties) {
      add(tie.from, tie, tie.to);
      add(tie.to, tie, tie.from);
    }
    return found;
  }

  /** Return the entities within some steps of one, with how many steps away each is. */
  function around(start, steps, ties) {
    const near = paths(ties);
    const found = new Map([[start, 0]]);
    let edge = [start];
    for (let step = 1; step <= steps; step += 1) {
      const next = [];
      for (const number of edge) {
        for (const { to } of near.get(number) ?? []) {
          if (found.has(to)) continue;
          found.set(to, step);
          next.push(to);
        }
      }
      edge = next;
    }
    return found;
  }

  /** Return the entities along a shortest way, or null. Of ways as short, it takes the one past fewer hubs. */
  function way(start, goal, ties) {
    const near = paths(ties);
    const weight = (number) => near.get(number)?.length ?? 0;
    const from = new Map([[start, { before: -1, cost: 0 }]]);
    let edge = [start];
    while (edge.length && !from.has(goal)) edge = stepOn(edge, near, from, weight);
    if (!from.has(goal)) return null;
    const back = [];
    for (let number = goal; number >= 0; number = from.get(number).before) back.unshift(number);
    return back;
  }

  function stepOn(edge, near, from, weight) {
    const reached = new Map();
    for (const number of edge) {
      const cost = from.get(number).cost + weight(number);
      for (const { to } of near.get(number) ?? []) {
        if (from.has(to) || (reached.has(to) && reached.get(to).cost <= cost)) continue;
        reached.set(to, { before: number, cost });
      }
    }
    for (const [number, step] of reached) from.set(number, step);
    return [...reached.keys()];
  }

  /** Keep of what may be seen the way or the neighbourhood that the state asks for. */
  function narrow(state, all) {
    if (state.path) return alongWay(state.path, all);
    if (state.steps > 0 && all.nodes.has(state.entity)) {
      const rings = around(state.entity, state.steps, all.ties);
      const nodes = new Set(rings.keys());
      const ties = new Set([...all.ties].filter((tie) => nodes.has(tie.from) && nodes.has(tie.to)));
      return { ...all, nodes, ties, rings, way: null };
    }
    return { ...all, rings: null, way: null };
  }

  function alongWay([start, goal], all) {
    const found = way(start, goal, all.ties) ?? [];
    const nodes = new Set(found.length ? found : [start, goal]);
    const beside = new Set(found.slice(1).map((number, i) => key(found[i], number)));
    const ties = new Set([...all.ties].filter((tie) => beside.has(key(tie.from, tie.to))));
    return { ...all, nodes, ties, rings: null, way: found };
  }

  const key = (one, other) => (one < other ? `${one} ${other}` : `${other} ${one}`);

  return { around, way, narrow };
})();
