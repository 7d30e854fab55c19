/* Facts as rows: what is stated, and below it the sentence with its words marked, the page and the article. */
kg.facts = (() => {
  const { make, makeName, fill } = kg.dom;
  const { say, pick } = kg.words;
  const FIRST = 6; // facts of a kind that are shown at once
  const SENTENCES = 5; // sentences of a fact that are shown at once
  const LONGEST = 120;

  const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

  /** Return the facts of a thing by kind and direction, in the order of the vocabulary: `{label, facts}`. */
  function group(entity) {
    const groups = new Map();
    for (const fact of entity.facts) {
      const back = fact.object === entity && fact.subject !== entity && !fact.predicate.symmetric;
      const key = `${back ? 1 : 0} ${String(fact.predicate.number).padStart(3, "0")}`;
      if (!groups.has(key)) groups.set(key, { key, label: back ? fact.predicate.back : fact.predicate, facts: [] });
      groups.get(key).facts.push(fact);
    }
    return [...groups.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  const otherEnd = (fact, entity) => (fact.object === entity ? fact.subject : fact.object);

  /** Make the button that walks on to a thing. */
  function link(entity, options = {}) {
    return make(
      "button",
      {
        type: "button",
        class: "walk",
        on: { click: () => kg.state.set({ entity: entity.number, pair: null, path: null, ...(options.change ?? {}) }) },
      },
      kg.shapes.sign(entity.type),
      makeName(cut(entity.name)),
    );
  }

  /** Make the row of one fact, seen from one of its ends. */
  function row(fact, entity) {
    const head = fact.period
      ? make("span", { class: "date", text: kg.dates.writePeriod(fact.period) })
      : link(otherEnd(fact, entity));
    const title = fact.title ? make("span", { class: "post", text: cut(fact.title) }) : null;
    return make("li", { class: "fact" }, make("div", { class: "fact-head" }, head, title), evidence(fact));
  }

  /** Make a list of facts, the first few shown. */
  function list(facts, make_row) {
    const rows = facts.slice(0, FIRST).map(make_row);
    const holder = make("ul", { class: "facts" }, ...rows);
    if (facts.length > FIRST) {
      const more = make("button", { type: "button", class: "more", text: say("show-all", { count: facts.length }) });
      more.addEventListener("click", () => {
        fill(holder, ...facts.map(make_row));
        holder.querySelectorAll("button")[FIRST]?.focus();
      });
      holder.append(make("li", { class: "fact-more" }, more));
    }
    return holder;
  }

  /** Make the sentences that a fact rests on: the first as a short quotation, all of them when asked for. */
  function evidence({ evidence: found }) {
    if (!found.length) return null;
    const details = make("details", { class: "evidence" });
    const more =
      found.length > 1 ? make("span", { class: "sources", text: say("sources-count", { count: found.length }) }) : null;
    const fold = make("span", { class: "fold", text: say("fold") });
    details.append(make("summary", {}, make("q", { class: "quote" }, ...quote(found[0], 72)), more, fold));
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) unfold(details, found);
    });
    return details;
  }

  /** Add the sentences below their summary, the first few and then the others. */
  function unfold(details, found) {
    details.append(...found.slice(0, SENTENCES).map(full));
    if (found.length <= SENTENCES) return;
    const text = say("show-all", { count: found.length });
    const more = make("button", { type: "button", class: "more", text });
    more.addEventListener("click", () => more.replaceWith(...found.slice(SENTENCES).map(full)));
    details.append(more);
  }

  /** The sentence as text and marks; with a `span`, only so many characters around the first mark. */
  function quote({ sentence: { text }, marks }, span = 0) {
    const chars = [...text];
    const first = marks[0] ?? 0;
    const from = span && first > 24 ? Math.min(first - 16, Math.max(0, chars.length - span)) : 0;
    const to = span ? Math.min(chars.length, from + span) : chars.length;
    const parts = from > 0 ? ["…"] : [];
    let at = from;
    for (let i = 0; i < marks.length; i += 2) {
      const [start, stop] = [Math.max(marks[i], from), Math.min(marks[i + 1], to)];
      if (start >= stop) continue;
      parts.push(chars.slice(at, start).join(""), make("mark", { text: chars.slice(start, stop).join("") }));
      at = stop;
    }
    parts.push(chars.slice(at, to).join(""), to < chars.length ? "…" : "");
    return parts;
  }

  function full(one) {
    const { article } = one.sentence;
    return make(
      "figure",
      { class: "source" },
      make("blockquote", {}, ...quote(one)),
      make("figcaption", {}, article ? origin(article) : null, rule(one)),
    );
  }

  function origin(article) {
    const date = article.page?.date ? kg.dates.write(article.page.date) : "";
    const button = make("button", {
      type: "button",
      class: "article",
      text: `《${cut(article.headline || article.lead || say("untitled"))}》`,
      title: say("only-article"),
      on: { click: () => kg.state.set({ article: article.number, page: article.page?.number ?? -1 }) },
    });
    return make(
      "span",
      { class: "origin" },
      button,
      make("span", { class: "page", text: [article.page?.name, date].filter(Boolean).join(" · ") }),
    );
  }

  function rule({ rule: id, confidence }) {
    return make("span", { class: "rule", text: say("read-by", { rule: id, confidence }) });
  }

  function figure(found) {
    const when = found.period ? make("span", { class: "post", text: kg.dates.writePeriod(found.period) }) : null;
    const head = make(
      "div",
      { class: "fact-head" },
      make("span", { class: "indicator", text: cut(found.indicator) }),
      make("strong", { class: "amount", text: cut(kg.amounts.write(found)), title: found.value }),
      when,
    );
    return make("li", { class: "fact" }, head, evidence(found));
  }

  /** Say one fact in words: subject, kind, object. */
  function sentence(fact) {
    return make(
      "p",
      { class: "statement" },
      link(fact.subject),
      make("span", { class: "kind", text: pick(fact.predicate) }),
      fact.title ? make("span", { class: "post", text: cut(fact.title) }) : null,
      link(fact.object),
    );
  }

  return { group, list, row, figure, link, sentence, evidence, cut };
})();
