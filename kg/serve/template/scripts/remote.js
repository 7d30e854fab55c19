/* Asking the server: things by name or pinyin, and whatever else comes as JSON. */
kg.remote = (() => {
  const WAIT = 70; // milliseconds without a key before the server is asked
  let looks = {};
  let waiting = 0;

  const use = (known) => (looks = known);

  async function ask(path, values) {
    const answer = await fetch(`${path}?${new URLSearchParams(values)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  /** Return what answers a query: `{hits: [{entity, name}], count}`, as `kg.finder.find` does, but later. */
  function find(text) {
    clearTimeout(waiting);
    if (!text.trim()) return { hits: [], count: 0 };
    return new Promise((resolve) => {
      waiting = setTimeout(() => {
        ask("/api/search", { q: text })
          .then(({ hits, count }) => resolve({ hits: hits.map(asHit), count }))
          .catch(() => resolve({ hits: [], count: 0 }));
      }, WAIT);
    });
  }

  const lookOf = (name) => {
    const [shape, light, dark] = looks[name] ?? ["dot", "#7c7c85", "#a9a9b3"];
    return { shape, light, dark };
  };

  function asHit(hit) {
    const { id, href, name, label, ties } = hit;
    return { name, entity: { id, href, name: label, ties, type: lookOf(hit.type), class: hit.class } };
  }

  return { ask, find, use, lookOf };
})();
