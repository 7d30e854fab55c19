/* The current view as Turtle: the same terms as graph.ttl, of which it is a part. */
kg.turtle = (() => {
  const TYPES = { 4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date" };
  const SHORT = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };

  /** Write a literal on one line; what importers trip over is escaped, what is no character is shown as missing. */
  function literal(text) {
    const known = text.replace(/[\u0000\ufffe\uffff]/g, "\ufffd");
    const hex = (one) => one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    const safe = known.replace(/["\\\u0001-\u001f\u007f-\u009f\u2028\u2029]/g, (one) => SHORT[one] ?? `\\u${hex(one)}`);
    return `"${safe}"`;
  }

  const label = (text) => `${literal(text)}@zh-Hans`;
  const date = (iso) => `${literal(iso)}^^${TYPES[iso.length] ?? "xsd:string"}`;
  const hex = (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`;
  const iri = (id) =>
    `<${kg.store.base}${encodeURIComponent(id)
      .replace(/[!*'()]/g, hex)
      .replace(/%2F/g, "/")}>`;
  const block = (subject, pairs) =>
    `${subject} ${pairs.map(([predicate, object]) => `${predicate} ${object}`).join(" ;\n  ")} .\n`;

  function entity(found, facts) {
    const pairs = [
      ["a", found.class.lineage.map((name) => `ckg:${name}`).join(" , ")],
      ["rdfs:label", label(found.name)],
    ];
    for (const name of found.aliases) pairs.push(["skos:altLabel", label(name)]);
    for (const day of found.starts) pairs.push(["ckg:startDate", date(day)]);
    for (const day of found.stops) pairs.push(["ckg:endDate", date(day)]);
    for (const fact of facts) {
      if (fact.object) pairs.push([`ckg:${fact.predicate.name}`, iri(fact.object.id)]);
      else if (fact.predicate.name === "openedOn") pairs.push(["ckg:openedOn", date(fact.period.start)]);
    }
    return block(iri(found.id), pairs);
  }

  function post(fact) {
    const pairs = [
      ["a", "org:Membership"],
      ["org:member", iri(fact.subject.id)],
      ["org:organization", iri(fact.object.id)],
    ];
    if (fact.title) pairs.push(["ckg:title", literal(fact.title)]);
    return block(iri(fact.post), pairs);
  }

  function figure(found) {
    const pairs = [
      ["a", "ckg:Observation"],
      ["ckg:observationOf", iri(found.subject.id)],
      ["ckg:indicator", literal(found.indicator)],
      ["ckg:value", `${literal(found.value)}^^xsd:decimal`],
    ];
    if (found.unit) pairs.push(["ckg:unit", literal(found.unit)]);
    if (found.modifier) pairs.push(["ckg:modifier", literal(found.modifier)]);
    if (found.period) {
      pairs.push(["ckg:startDate", date(found.period.start)]);
      if (found.period.stop) pairs.push(["ckg:endDate", date(found.period.stop)]);
    }
    return block(iri(found.id), pairs);
  }

  /** Write what is seen: its entities, the facts between them, their posts and figures. */
  function write(seen) {
    const ties = new Set([...seen.ties].flatMap((tie) => tie.relations));
    const facts = kg.store.relations.filter(
      (fact) => seen.facts[fact.number] && (fact.period ? seen.nodes.has(fact.subject.number) : ties.has(fact.number)),
    );
    const own = new Map();
    for (const fact of facts) own.set(fact.subject.number, [...(own.get(fact.subject.number) ?? []), fact]);
    const entities = [...seen.nodes]
      .sort((a, b) => a - b)
      .map((number) => entity(kg.store.entities[number], own.get(number) ?? []));
    const figures = kg.store.figures.filter((found) => seen.nodes.has(found.subject.number)).map(figure);
    return [prefixes(), ...entities, ...facts.filter((fact) => fact.post).map(post), ...figures].join("\n");
  }

  function prefixes() {
    const names = {
      ckg: kg.store.ontology,
      org: "http://www.w3.org/ns/org#",
      rdfs: "http://www.w3.org/2000/01/rdf-schema#",
      skos: "http://www.w3.org/2004/02/skos/core#",
      xsd: "http://www.w3.org/2001/XMLSchema#",
    };
    return Object.entries(names)
      .map(([name, space]) => `@prefix ${name}: <${space}> .\n`)
      .join("");
  }

  return { write };
})();
