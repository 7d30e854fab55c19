/* What is to be seen, worked out from the state alone. */
kg.filter = (() => {
  /** Return `{nodes, ties}`: the numbers of the entities and of the ties to be seen. */
  function visible(state, ties) {
    const relations = allowedRelations(state);
    let nodes = allowedNodes(state, relations);
    let shown = ties.filter((tie) => tie.relations.some((n) => relations[n]) && nodes.has(tie.from) && nodes.has(tie.to));
    const within = kg.walk.within(state, shown);
    if (within) {
      nodes = new Set([...within.nodes].filter((n) => nodes.has(n)));
      shown = shown.filter((tie) => (within.ties ? within.ties.has(tie) : nodes.has(tie.from) && nodes.has(tie.to)));
    }
    return { nodes, ties: new Set(shown), relations };
  }

  function allowedRelations(state) {
    const hidden = new Set(state.hiddenPredicates);
    return kg.store.relations.map((relation) => !hidden.has(relation.predicate.number) && isStated(relation, state));
  }

  /** Is a fact stated by the page, the article and in the time that are asked for? */
  function isStated(fact, state) {
    if (state.page < 0 && state.article < 0) return true;
    return fact.evidence.some(({ sentence }) => isFrom(sentence.article, state));
  }

  function isFrom(article, state) {
    if (!article) return false;
    if (state.article >= 0) return article.number === state.article;
    return article.page !== null && article.page.number === state.page;
  }

  function allowedNodes(state, relations) {
    const off = new Set(state.hiddenTypes);
    const free = state.page < 0 && state.article < 0;
    const numbers = kg.store.entities
      .filter((entity) => !off.has(entity.type.number))
      .filter((entity) => free || entity.articles.some((article) => isFrom(article, state))
        || entity.facts.some((fact) => relations[fact.number]))
      .map((entity) => entity.number);
    return new Set(numbers);
  }

  return { visible };
})();
