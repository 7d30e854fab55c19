/* The timeline: what is held and what opens, by day. */
kg.timeline = (() => {
  const { make, makeName, fill, find } = kg.dom;
  const { say, pick, count } = kg.words;
  const AT_ONCE = 200;
  let shown = AT_ONCE;

  /** Return the dated facts that may be seen, by their first day. */
  function entries() {
    const seen = kg.sight.seen();
    const found = kg.store.relations.filter(
      (fact) => fact.period && seen.facts[fact.number] && seen.all.nodes.has(fact.subject.number),
    );
    const key = (fact) =>
      `${kg.dates.first(fact.period.start)} ${fact.period.start.length} ${String(fact.number).padStart(7, "0")}`;
    return found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  function draw(state) {
    const found = entries();
    const months = new Map();
    for (const fact of found.slice(0, shown)) {
      const month = fact.period.start.slice(0, 7);
      months.set(month, [...(months.get(month) ?? []), fact]);
    }
    const rest = found.length - shown;
    const more =
      rest > 0
        ? make("button", {
            type: "button",
            class: "more",
            text: say("more-times", { count: rest }),
            on: {
              click: () => {
                shown += AT_ONCE;
                draw(kg.state.get());
              },
            },
          })
        : null;
    fill(find("timeline"), ...[...months].map(([month, facts]) => section(month, facts, state)), more);
    find("timeline-empty").hidden = found.length > 0;
  }

  function section(month, facts, state) {
    return make(
      "section",
      { class: "month" },
      make(
        "h3",
        {},
        make("span", { text: kg.dates.write(month) }),
        make("span", { class: "tally", text: count(facts.length) }),
      ),
      make("ol", { class: "entries" }, ...facts.map((fact) => entry(fact, state))),
    );
  }

  function entry(fact, state) {
    const { subject, period, predicate } = fact;
    const where = subject.facts.filter(
      (other) => ["heldAt", "locatedIn"].includes(other.predicate.name) && other.subject === subject && other.object,
    );
    const who = subject.facts.filter((other) => other.predicate.name === "organizes" && other.object === subject);
    const line = (label, names) =>
      names.length
        ? make(
            "span",
            { class: "line" },
            make("span", { class: "label", text: label }),
            makeName([...new Set(names)].slice(0, 3).map(kg.facts.cut).join("、")),
          )
        : null;
    return make(
      "li",
      { class: "entry" },
      make(
        "button",
        {
          type: "button",
          class: "card",
          "aria-current": state.entity === subject.number ? "true" : null,
          on: { click: () => kg.state.set({ entity: subject.number, pair: null, path: null, steps: 0 }) },
        },
        make("span", { class: `day${period.start.length === 10 ? "" : " vague"}`, text: day(period) }),
        make(
          "span",
          { class: "what" },
          make("span", { class: "what-name" }, kg.shapes.sign(subject.type), makeName(kg.facts.cut(subject.name))),
          make(
            "span",
            { class: "lines" },
            make(
              "span",
              { class: "line" },
              make("span", { class: "label", text: pick(predicate) }),
              kg.dates.writePeriod(period),
            ),
            line(
              say("where"),
              where.map((other) => other.object.name),
            ),
            line(
              say("who"),
              who.map((other) => other.subject.name),
            ),
          ),
        ),
      ),
    );
  }

  function day({ start }) {
    if (start.length === 10) return String(Number(start.slice(8)));
    return start.length === 7 ? say("in-month") : say("in-year");
  }

  return { draw };
})();
