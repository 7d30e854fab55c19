/* The panel: all that is known of one thing. */
kg.panel = (() => {
  const { make, makeName, fill, find } = kg.dom;
  const { pick } = kg.words;

  function draw(state) {
    const entity = kg.store.entities[state.entity];
    const panel = find("panel");
    panel.hidden = !entity;
    if (!entity) return;
    fill(panel, make("h2", {}, makeName(entity.name)), make("p", {}, kg.shapes.sign(entity.type), pick(entity.class)));
  }

  return { draw };
})();
