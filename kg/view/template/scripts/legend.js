/* The legend: types and kinds of relation, each a switch. */
kg.legend = (() => {
  const { make, fill, find } = kg.dom;
  const { pick, count, say } = kg.words;

  const GROUPS = [
    { id: "types", key: "hiddenTypes", rows: () => kg.store.types, sign: kg.shapes.sign },
    { id: "kinds", key: "hiddenPredicates", rows: () => kg.store.predicates, sign: () => null },
  ];

  const toggle = (list, number) =>
    list.includes(number) ? list.filter((n) => n !== number) : [...list, number].sort((a, b) => a - b);
  const put = (key, value) => kg.state.set({ [key]: value }, { quiet: true });

  function row(group, item) {
    const box = make("input", {
      type: "checkbox",
      class: "switch",
      data: { number: item.number },
      on: { change: () => put(group.key, toggle(kg.state.get()[group.key], item.number)) },
    });
    const only = make("button", {
      type: "button",
      class: "only",
      text: say("only"),
      "aria-label": say("only-this", { name: pick(item) }),
      on: {
        click: () =>
          put(
            group.key,
            group
              .rows()
              .map((other) => other.number)
              .filter((n) => n !== item.number),
          ),
      },
    });
    const label = make(
      "label",
      { class: "row" },
      box,
      group.sign(item),
      make("span", { class: "row-name", text: pick(item) }),
      make("span", { class: "tally", text: count(item.count) }),
    );
    return make("li", { class: "row-line" }, label, only);
  }

  /** Write the rows; done once for each language. */
  function write() {
    for (const group of GROUPS) {
      fill(find(group.id), ...group.rows().map((item) => row(group, item)));
      find(`${group.id}-all`).onclick = () => put(group.key, []);
    }
  }

  /** Set the switches as the state has them. */
  function draw(state) {
    for (const group of GROUPS) {
      const off = new Set(state[group.key]);
      for (const box of find(group.id).querySelectorAll("input")) box.checked = !off.has(Number(box.dataset.number));
      find(`${group.id}-all`).hidden = off.size === 0;
    }
  }

  return { write, draw };
})();
