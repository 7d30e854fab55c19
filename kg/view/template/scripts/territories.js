/* The territories of the graph: what lies in what, and how many events and projects may be seen in each. */
kg.territories = (() => {
  const nodes = new Map();
  let roots = [];

  function build() {
    nodes.clear();
    for (const [number, parent, events, projects] of kg.store.hierarchy)
      nodes.set(number, { number, parent, events, projects, children: [], sum: null });
    for (const node of nodes.values()) nodes.get(node.parent)?.children.push(node);
    roots = [...nodes.values()].filter((node) => !nodes.has(node.parent));
  }

  build();
  kg.store.follow(build);

  const kept = (number) => kg.sight.seen().all.nodes.has(number);
  const weight = (node) => sum(node).places * 2 + sum(node).events.size + sum(node).projects.size;
  const heaviest = (a, b) => weight(b) - weight(a) || a.number - b.number;
  const isShown = (node) => kept(node.number) || weight(node) > 0;

  /** Count anew what may be seen under the filters. */
  function measure() {
    for (const node of nodes.values()) node.sum = null;
    roots.forEach(sum);
  }

  /** All events and projects at or below a territory, each once, and how many territories lie in it. */
  function sum(node) {
    node.sum ??= {
      events: gather(node, "events"),
      projects: gather(node, "projects"),
      places: node.children.reduce((total, child) => total + (isShown(child) ? 1 : 0) + sum(child).places, 0),
    };
    return node.sum;
  }

  function gather(node, kind) {
    return new Set([...own(node, kind), ...node.children.flatMap((child) => [...sum(child)[kind]])]);
  }

  /** The events or projects right at a territory that may be seen. */
  const own = (node, kind) => node[kind].filter(kept);
  const children = (node) => node.children.filter(isShown).sort(heaviest);

  /** A territory and all that it lies in, by number. */
  function line(number) {
    const found = [];
    for (let node = nodes.get(number); node; node = nodes.get(node.parent)) found.push(node.number);
    return found;
  }

  /** Return the roots that hold something, and those that neither hold anything nor lie anywhere. */
  function tops() {
    const shown = roots.filter(isShown).sort(heaviest);
    return { linked: shown.filter((root) => weight(root) > 0), loose: shown.filter((root) => weight(root) === 0) };
  }

  return { measure, sum, own, children, line, tops, holds: (number) => nodes.has(number), get: (n) => nodes.get(n) };
})();
