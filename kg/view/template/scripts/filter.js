/* What is to be seen, worked out from the state alone. */
kg.filter = (() => {
  let dated = datedEntities();
  kg.store.follow(() => (dated = datedEntities()));

  /** The periods of each thing that is held or opened at a time. */
  function datedEntities() {
    const found = new Map();
    for (const relation of kg.store.relations) {
      if (!relation.period) continue;
      const { number } = relation.subject;
      found.set(number, [...(found.get(number) ?? []), kg.dates.stretch(relation.period)]);
    }
    return found;
  }

  const pageDate = (evidence) => evidence.sentence.article?.page?.date ?? "";
  const stretchOf = (iso) => kg.dates.stretch({ start: iso, stop: "" });

  /** When a fact was reported: the dates of the pages that state it. */
  function reported(fact) {
    fact.reported ??= [...new Set(fact.evidence.map(pageDate).filter(Boolean))].map(stretchOf);
    return fact.reported;
  }

  /** When a fact took place: its own time, or that of the event or opening at one of its ends. */
  function happened(fact) {
    fact.happened ??= fact.period
      ? [kg.dates.stretch(fact.period)]
      : [fact.subject, fact.object].flatMap((entity) => (entity && dated.get(entity.number)) || []);
    return fact.happened;
  }

  const stretches = (fact, basis) => (basis === "event" ? happened(fact) : reported(fact));

  function isInTime(fact, state) {
    if (!state.from && !state.to) return true;
    return stretches(fact, state.basis).some((stretch) => kg.dates.meets(stretch, state.from, state.to));
  }

  /** Is a fact stated by the page or article that is asked for? */
  function isStated(fact, state) {
    if (state.page < 0 && state.article < 0) return true;
    return fact.evidence.some(({ sentence }) => isFrom(sentence.article, state));
  }

  function isFrom(article, state) {
    if (!article) return false;
    if (state.article >= 0) return article.number === state.article;
    return state.page < 0 || article.page?.number === state.page;
  }

  function isArticleInTime(article, state) {
    if (!state.from && !state.to) return true;
    if (state.basis === "event" || !article.page?.date) return false;
    return kg.dates.meets(stretchOf(article.page.date), state.from, state.to);
  }

  const isNarrow = (state) => state.page >= 0 || state.article >= 0 || Boolean(state.from || state.to);

  /** May a fact be seen: by its kind, where it is stated, and its time? */
  function allowsFact(fact, state) {
    return !state.hiddenPredicates.includes(fact.predicate.number) && isStated(fact, state) && isInTime(fact, state);
  }

  function allowsEntity(entity, state, facts) {
    if (state.hiddenTypes.includes(entity.type.number)) return false;
    if (!isNarrow(state)) return true;
    return (
      entity.facts.some((fact) => facts[fact.number]) ||
      entity.articles.some((article) => isFrom(article, state) && isArticleInTime(article, state))
    );
  }

  /** Return `{nodes, ties, facts}`: which entities and ties are to be seen, and which facts, by number. */
  function visible(state) {
    const facts = kg.store.relations.map((relation) => allowsFact(relation, state));
    const nodes = new Set();
    for (const entity of kg.store.entities) if (allowsEntity(entity, state, facts)) nodes.add(entity.number);
    const ties = kg.store.ties.filter(
      (tie) => nodes.has(tie.from) && nodes.has(tie.to) && tie.relations.some((number) => facts[number]),
    );
    const all = { nodes, ties: new Set(ties), facts };
    return { ...kg.walk.narrow(state, all), all };
  }

  /** Every day on which something was reported or took place. */
  function days(basis) {
    return kg.store.relations.flatMap((fact) => stretches(fact, basis).map(([start]) => start));
  }

  return { visible, allowsFact, isNarrow, days };
})();
