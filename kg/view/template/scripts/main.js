/* Put the parts together. */
(() => {
  const { find } = kg.dom;
  const { say } = kg.words;

  /** Say something to a reader of the screen, and show it for a moment. */
  kg.say = (text) => {
    find("status").textContent = text;
    find("status").classList.add("shown");
    clearTimeout(kg.say.timer);
    kg.say.timer = setTimeout(() => find("status").classList.remove("shown"), 2600);
  };

  function draw(state, before) {
    kg.menus.draw(state);
    kg.legend.draw(state);
    kg.sources.draw(state);
    kg.timebar.draw(state);
    kg.chips.draw(state);
    drawPanel(state, before);
    if (state.view === "tree") kg.tree.draw(state);
    if (state.view === "timeline") kg.timeline.draw(state);
    tell();
  }

  /* The panel comes before the camera moves, which keeps clear of it, but after the network knows the way. */
  function drawPanel(state, before) {
    if (kg.sight.look(state)) kg.physics.stop();
    kg.panel.draw(state);
    kg.network.update(state, before);
  }

  function tell() {
    const { nodes, ties } = kg.sight.seen();
    const whole = nodes.size === kg.store.entities.length;
    find("seen").textContent = whole ? "" : say("seen", { nodes: nodes.size, ties: ties.size });
    find("seen").hidden = whole;
    find("nothing").hidden = nodes.size > 0 || kg.store.entities.length === 0;
  }

  /** Write all that does not depend on the state, in a language. */
  function write(language) {
    kg.words.use(language);
    const frames = kg.store.frames.slice(0, 3).join("、");
    const title = frames ? `${frames} · ${say("title")}` : say("title");
    document.title = title;
    find("title").textContent = title;
    find("totals").textContent = say("totals", {
      entities: kg.store.entities.length,
      relations: kg.store.relations.length,
      pages: kg.store.pages.length,
    });
    kg.legend.write();
    notices();
  }

  function notices() {
    const { entities, whole } = kg.store;
    find("empty").hidden = entities.length > 0;
    find("alone").hidden = entities.length !== 1;
    find("part").hidden = !whole;
    if (whole) find("part").textContent = say("part", { shown: entities.length, entities: whole[0] });
  }

  kg.redraw = (language) => {
    write(language);
    draw(kg.state.get(), kg.state.get());
  };

  function begin() {
    kg.theme.begin();
    write(kg.theme.kept("language") ?? "zh");
    kg.network.begin();
    for (const part of [kg.menus, kg.sources, kg.timebar, kg.tree, kg.keyboard]) part.begin();
    kg.theme.follow(kg.network.redraw);
    kg.state.follow(draw);
    kg.state.begin();
    kg.served?.begin();
    kg.network.fit({ animate: false });
    document.documentElement.dataset.ready = "yes";
  }

  begin();
})();
