/* The tables of the page as things that know each other. Numbers stand for entities, relations and so on. */
kg.store = (() => {
  const tables = kg.dom.readJson("tables");

  const types = tables.types.map(([name, zh, en, shape, light, dark], number) => ({
    number,
    name,
    zh,
    en,
    shape,
    light,
    dark,
    count: 0,
  }));
  const typeNumbers = new Map(types.map((type) => [type.name, type.number]));
  const classes = tables.classes.map(([name, zh, en, type, lineage]) => ({
    name,
    zh,
    en,
    type: types[typeNumbers.get(type)],
    lineage,
  }));
  const predicates = tables.predicates.map(([name, zh, en, backZh, backEn, symmetric], number) => ({
    number,
    name,
    zh,
    en,
    back: { zh: backZh, en: backEn },
    symmetric: symmetric === 1,
    count: 0,
  }));
  const pages = tables.pages.map(([id, name, date], number) => ({ number, id, name, date, articles: [] }));
  const articles = tables.articles.map(readArticle);
  const sentences = tables.sentences.map(([article, text]) => ({ article: articles[article] ?? null, text }));
  const entities = tables.entities.map(readEntity);
  const relations = tables.relations.map(readRelation);
  const figures = tables.observations.map(readFigure);

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
    return { sentence: sentences[sentence], rule: tables.rules[rule], confidence, marks };
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

  for (const article of articles) {
    for (const number of article.mentions) entities[number].articles.push(article);
  }

  /* What pyvis drew: the ties between pairs, each with the numbers of its relations. */
  const drawing = kg.dom.readJson("drawing");
  for (const { from, to } of drawing.edges) {
    entities[from].degree += 1;
    entities[to].degree += 1;
  }
  const byId = new Map(entities.map((entity) => [entity.id, entity]));

  return {
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
    base: tables.base,
    ontology: tables.ontology,
    frames: tables.frames,
    whole: tables.whole,
    hierarchy: tables.hierarchy,
    drawing,
    ties: drawing.edges,
  };
})();
