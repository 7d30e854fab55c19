/* The tables of the page as things that know each other. Numbers stand for entities, relations and so on. */
kg.store = (() => {
  const types = [];
  const classes = [];
  const predicates = [];
  const pages = [];
  const articles = [];
  const sentences = [];
  const entities = [];
  const relations = [];
  const figures = [];
  const byId = new Map();
  const drawing = {};
  const followers = [];
  const store = {
    types,
    classes,
    predicates,
    pages,
    articles,
    sentences,
    entities,
    relations,
    figures,
    byId,
    drawing,
    follow: (follower) => followers.push(follower),
    take,
  };
  let rules = [];

  /** Take over tables and what was drawn from them, in the place of what was there. */
  function take(tables, drawn) {
    rules = tables.rules;
    refill(types, tables.types.map(readType));
    const typeNumbers = new Map(types.map((type) => [type.name, type]));
    refill(
      classes,
      tables.classes.map(([name, zh, en, type, lineage]) => ({ name, zh, en, type: typeNumbers.get(type), lineage })),
    );
    refill(predicates, tables.predicates.map(readPredicate));
    refill(
      pages,
      tables.pages.map(([id, name, date], number) => ({ number, id, name, date, articles: [] })),
    );
    refill(articles, tables.articles.map(readArticle));
    refill(
      sentences,
      tables.sentences.map(([article, text]) => ({ article: articles[article] ?? null, text })),
    );
    refill(entities, tables.entities.map(readEntity));
    refill(relations, tables.relations.map(readRelation));
    refill(figures, tables.observations.map(readFigure));
    for (const article of articles) for (const number of article.mentions) entities[number].articles.push(article);
    draw(drawn);
    const { base, ontology, frames, whole, hierarchy } = tables;
    Object.assign(store, { base, ontology, frames, whole, hierarchy, ties: drawing.edges });
    for (const follower of followers) follower();
  }

  function refill(rows, values) {
    rows.length = 0;
    for (const value of values) rows.push(value);
  }

  /* What pyvis drew: the ties between pairs, each with the numbers of its relations. */
  function draw(drawn) {
    Object.assign(drawing, drawn);
    for (const { from, to } of drawing.edges) {
      entities[from].degree += 1;
      entities[to].degree += 1;
    }
    byId.clear();
    for (const entity of entities) byId.set(entity.id, entity);
  }

  function readType([name, zh, en, shape, light, dark], number) {
    return { number, name, zh, en, shape, light, dark, count: 0 };
  }

  function readPredicate([name, zh, en, backZh, backEn, symmetric], number) {
    return { number, name, zh, en, back: { zh: backZh, en: backEn }, symmetric: symmetric === 1, count: 0 };
  }

  function readArticle([id, page, headline, lead, mentions], number) {
    const article = { number, id, page: pages[page] ?? null, headline, lead, mentions };
    if (article.page) article.page.articles.push(article);
    return article;
  }

  function readEntity([id, name, cls, aliases, reading, starts = [], stops = []], number) {
    const kind = classes[cls];
    kind.type.count += 1;
    return {
      number,
      id,
      name,
      aliases,
      reading,
      starts,
      stops,
      class: kind,
      type: kind.type,
      facts: [],
      figures: [],
      articles: [],
      degree: 0,
    };
  }

  function readEvidence([sentence, rule, confidence, ...marks]) {
    return { sentence: sentences[sentence], rule: rules[rule], confidence, marks };
  }

  function readPeriod([start = "", stop = ""]) {
    return start ? { start, stop } : null;
  }

  function readRelation([subject, predicate, object, evidence, title = "", post = ""], number) {
    const dated = Array.isArray(object);
    const relation = {
      number,
      subject: entities[subject],
      predicate: predicates[predicate],
      title,
      post,
      object: dated ? null : entities[object],
      period: dated ? readPeriod(object) : null,
      evidence: evidence.map(readEvidence),
    };
    relation.predicate.count += 1;
    relation.subject.facts.push(relation);
    if (relation.object && relation.object !== relation.subject) relation.object.facts.push(relation);
    return relation;
  }

  function readFigure([subject, indicator, value, unit, modifier, period, evidence, id], number) {
    const figure = {
      number,
      subject: entities[subject],
      indicator,
      value,
      unit,
      modifier,
      id,
      period: readPeriod(period),
      evidence: evidence.map(readEvidence),
    };
    figure.subject.figures.push(figure);
    return figure;
  }

  take(kg.dom.readJson("tables"), kg.dom.readJson("drawing"));
  return store;
})();
