/* The panel: all that is known of one thing, of two things together, or of the way between them. */
kg.panel = (() => {
  const { make, makeName, fill, find } = kg.dom;
  const { say, pick, count } = kg.words;

  function draw(state) {
    const panel = find("panel");
    const parts = content(state);
    panel.hidden = parts === null;
    document.documentElement.classList.toggle("has-panel", parts !== null);
    if (parts === null) return;
    fill(panel, make("div", { class: "grip", "aria-hidden": "true" }), closer(), ...parts);
    panel.scrollTop = 0;
    find("heard").textContent = panel.querySelector("h2").textContent;
  }

  function content(state) {
    if (state.path) return ofWay(state);
    if (state.pair) return ofPair(state.pair.map((number) => kg.store.entities[number]));
    if (state.entity >= 0) return ofEntity(kg.store.entities[state.entity], state);
    return null;
  }

  function closer() {
    return make(
      "button",
      {
        type: "button",
        class: "icon close",
        "aria-label": say("close"),
        title: say("close"),
        on: { click: () => kg.state.set({ entity: -1, pair: null, path: null, steps: 0 }) },
      },
      kg.icons.draw("close"),
    );
  }

  function ofEntity(entity, state) {
    return [
      heading(entity),
      dates(entity),
      kg.served?.more(entity),
      actions(entity, state),
      wayField(entity),
      ...facts(entity),
      figures(entity),
      articles(entity),
    ];
  }

  function heading(entity) {
    const aliases = entity.aliases.length
      ? make(
          "p",
          { class: "aliases" },
          make("span", { class: "label", text: say("also-called") }),
          ...entity.aliases.flatMap((name, i) => [i ? "、" : "", makeName(kg.facts.cut(name))]),
        )
      : null;
    return make(
      "header",
      { class: "panel-head" },
      make("p", { class: "kicker" }, kg.shapes.sign(entity.type), pick(entity.class)),
      make("h2", { class: "entity-name", tabindex: "-1" }, makeName(entity.name)),
      aliases,
    );
  }

  function dates(entity) {
    const found = entity.facts.filter((fact) => fact.period);
    if (!found.length) return null;
    const rows = found.map((fact) =>
      make(
        "p",
        { class: "when" },
        make("span", { class: "label", text: pick(fact.predicate) }),
        kg.dates.writePeriod(fact.period),
      ),
    );
    return make("div", { class: "whens" }, ...rows.slice(0, 4));
  }

  function actions(entity, state) {
    const steps = [1, 2, 3].map((step) =>
      make("button", {
        type: "button",
        class: "step",
        "aria-pressed": String(state.steps === step),
        text: String(step),
        "aria-label": say("focus-steps", { steps: step }),
        on: { click: () => kg.state.set({ steps: state.steps === step ? 0 : step, view: "network", path: null }) },
      }),
    );
    const inTree = kg.territories.holds(entity.number)
      ? make("button", {
          type: "button",
          class: "plain",
          text: say("show-in-tree"),
          on: { click: () => kg.state.set({ view: "tree" }) },
        })
      : null;
    return make(
      "div",
      { class: "actions" },
      make(
        "div",
        { class: "steps", role: "group", "aria-label": say("focus") },
        make("span", { class: "label", text: say("focus") }),
        ...steps,
      ),
      inTree,
    );
  }

  function wayField(entity) {
    const input = make("input", {
      id: "way-to",
      type: "text",
      class: "field",
      placeholder: say("way-to"),
      "aria-label": say("way-to"),
    });
    const list = make("ul", {
      id: "way-suggestions",
      class: "suggestions",
      hidden: true,
      "aria-label": say("suggestions"),
    });
    kg.combobox.attach(input, list, {
      without: () => entity.number,
      choose: (other) =>
        kg.served?.wayTo(entity, other) ||
        kg.state.set({ path: [entity.number, other.number], view: "network", steps: 0 }),
    });
    return make("div", { class: "way" }, kg.icons.draw("way"), input, list);
  }

  function facts(entity) {
    const groups = kg.facts.group(entity);
    if (!groups.length) return [make("p", { class: "quiet", text: say("no-facts") })];
    return groups.map(({ label, facts: found }) =>
      section(
        pick(label),
        found.length,
        kg.facts.list(found, (fact) => kg.facts.row(fact, entity)),
      ),
    );
  }

  function figures(entity) {
    if (!entity.figures.length) return null;
    return section(say("figures"), entity.figures.length, kg.facts.list(entity.figures, kg.facts.figure));
  }

  function articles(entity) {
    if (!entity.articles.length) return null;
    const row = (article) =>
      make(
        "li",
        { class: "fact" },
        make("button", {
          type: "button",
          class: "article",
          title: say("only-article"),
          text: kg.facts.cut(article.headline || article.lead || say("untitled")),
          on: { click: () => kg.state.set({ article: article.number, page: article.page?.number ?? -1 }) },
        }),
        make("span", {
          class: "page",
          text: [article.page?.name, article.page?.date ? kg.dates.write(article.page.date) : ""]
            .filter(Boolean)
            .join(" · "),
        }),
      );
    return section(say("in-articles"), entity.articles.length, kg.facts.list(entity.articles, row));
  }

  function section(title, size, body) {
    return make(
      "section",
      { class: "group" },
      make("h3", {}, make("span", { text: title }), make("span", { class: "tally", text: count(size) })),
      body,
    );
  }

  function between(one, other) {
    return one.facts.filter((fact) => fact.object && (fact.subject === other || fact.object === other));
  }

  const statements = (found) =>
    found.map((fact) => make("div", { class: "fact" }, kg.facts.sentence(fact), kg.facts.evidence(fact)));

  function ofPair([one, other]) {
    return [
      make(
        "header",
        { class: "panel-head" },
        make("p", { class: "kicker", text: say("between") }),
        make(
          "h2",
          { class: "entity-name pair" },
          makeName(kg.facts.cut(one.name)),
          make("span", { class: "and", text: "—" }),
          makeName(kg.facts.cut(other.name)),
        ),
      ),
      ...statements(between(one, other)),
    ];
  }

  function ofWay({ path }) {
    const [from, to] = path.map((number) => kg.store.entities[number]);
    const way = kg.sight.seen().way ?? [];
    const head = make(
      "header",
      { class: "panel-head" },
      make("p", { class: "kicker", text: say("way") }),
      make(
        "h2",
        { class: "entity-name pair" },
        makeName(kg.facts.cut(from.name)),
        make("span", { class: "and", text: "→" }),
        makeName(kg.facts.cut(to.name)),
      ),
    );
    if (!way.length) return [head, make("p", { class: "quiet", text: say("no-way") })];
    const steps = way
      .slice(1)
      .flatMap((number, i) => statements(between(kg.store.entities[way[i]], kg.store.entities[number])));
    return [head, make("p", { class: "quiet", text: say("way-length", { count: way.length - 1 }) }), ...steps];
  }

  return { draw };
})();
