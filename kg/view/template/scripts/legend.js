/* The legend: types and kinds of relation, each a switch. */
kg.legend = (() => {
  const { make, fill, find } = kg.dom;
  const { say, pick, count } = kg.words;

  function toggle(list, number) {
    return list.includes(number) ? list.filter((n) => n !== number) : [...list, number].sort((a, b) => a - b);
  }

  function row(item, key, isOn, sign) {
    const box = make("input", {
      type: "checkbox",
      on: { change: () => kg.state.set({ [key]: toggle(kg.state.get()[key], item.number) }, { quiet: true }) },
    });
    box.checked = isOn;
    const name = make("span", { class: "row-name", text: pick(item) });
    return make("li", {}, make("label", { class: "row" }, box, sign, name, make("span", { class: "tally", text: count(item.count) })));
  }

  function draw(state) {
    fill(find("types"), ...kg.store.types.map((type) => (
      row(type, "hiddenTypes", !state.hiddenTypes.includes(type.number), kg.shapes.sign(type))
    )));
    fill(find("kinds"), ...kg.store.predicates.map((predicate) => (
      row(predicate, "hiddenPredicates", !state.hiddenPredicates.includes(predicate.number), null)
    )));
    find("totals").textContent = say("totals", {
      entities: count(kg.store.entities.length), relations: count(kg.store.relations.length), pages: count(kg.store.pages.length),
    });
  }

  return { draw };
})();
