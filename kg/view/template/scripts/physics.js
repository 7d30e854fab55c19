/* Letting the network find its own balance: off until asked for, and only for as much as a browser moves smoothly. */
kg.physics = (() => {
  const MOST = 600;
  const OPTIONS = {
    enabled: true,
    solver: "forceAtlas2Based",
    stabilization: false,
    minVelocity: 0.4,
    forceAtlas2Based: {
      gravitationalConstant: -60,
      springLength: 70,
      springConstant: 0.06,
      avoidOverlap: 0.4,
      damping: 0.5,
    },
  };
  let isOn = false;

  function toggle() {
    if (!isOn && kg.sight.seen().nodes.size > MOST) {
      kg.say(kg.words.say("too-many-to-loosen", { count: MOST }));
      return;
    }
    use(!isOn);
  }

  /** Give vis-network the ties that are seen as springs, or take them away again. */
  function use(on) {
    isOn = on;
    const network = kg.network.vis();
    const { edges, nodes } = network.body.data;
    const seen = kg.sight.seen();
    edges.clear();
    if (on) edges.add([...seen.ties].map(({ id, from, to }) => ({ id, from, to, hidden: true })));
    nodes.update(kg.store.entities.map(({ number }) => ({ id: number, physics: on && seen.nodes.has(number) })));
    network.setOptions({ physics: on ? OPTIONS : { enabled: false } });
    kg.dom.find("do-loosen").setAttribute("aria-pressed", String(on));
    if (!on) kg.network.update(kg.state.get(), kg.state.get());
  }

  return { toggle, stop: () => isOn && use(false), isOn: () => isOn };
})();
