/* What narrows the view, as chips above the network; each can be taken away. */
kg.chips = (() => {
  const { make, fill, find } = kg.dom;
  const { say } = kg.words;

  const nameOf = (number) => kg.facts.cut(kg.store.entities[number].name).slice(0, 24);

  function list(state) {
    const found = [];
    if (state.steps && state.entity >= 0)
      found.push([say("chip-focus", { name: nameOf(state.entity), steps: state.steps }), { steps: 0 }]);
    if (state.path)
      found.push([say("chip-way", { from: nameOf(state.path[0]), to: nameOf(state.path[1]) }), { path: null }]);
    if (state.article >= 0) found.push([say("chip-article", { name: articleName(state.article) }), { article: -1 }]);
    else if (state.page >= 0) found.push([say("chip-page", { name: kg.store.pages[state.page].name }), { page: -1 }]);
    if (state.from || state.to) found.push([`${write(state.from)} — ${write(state.to)}`, { from: "", to: "" }]);
    if (state.hiddenTypes.length)
      found.push([say("chip-types", { count: state.hiddenTypes.length }), { hiddenTypes: [] }]);
    if (state.hiddenPredicates.length)
      found.push([say("chip-kinds", { count: state.hiddenPredicates.length }), { hiddenPredicates: [] }]);
    return found;
  }

  const write = (iso) => (iso ? kg.dates.write(iso) : "…");

  function articleName(number) {
    const { headline, lead } = kg.store.articles[number];
    return (headline || lead || say("untitled")).slice(0, 24);
  }

  function draw(state) {
    fill(
      find("chips"),
      ...list(state).map(([text, change]) =>
        make(
          "li",
          {},
          make(
            "button",
            {
              type: "button",
              class: "chip",
              "aria-label": say("take-away", { name: text }),
              on: { click: () => kg.state.set(change) },
            },
            make("span", { text }),
            kg.icons.draw("close"),
          ),
        ),
      ),
    );
  }

  return { draw };
})();
