/* Put the parts together. */
(() => {
  const { find } = kg.dom;

  function draw(state) {
    kg.legend.draw(state);
    kg.panel.draw(state);
    kg.network.update(state);
  }

  function begin() {
    kg.theme.begin();
    kg.words.use(kg.theme.kept("language") ?? "zh");
    find("empty").hidden = kg.store.entities.length > 0;
    kg.network.begin();
    kg.state.follow(draw);
    kg.theme.follow(kg.network.recolour);
    kg.state.begin();
    kg.network.fit({ animate: false });
    document.documentElement.dataset.ready = "yes";
  }

  begin();
})();
