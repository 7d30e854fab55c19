/* Finding things by name, other name, pinyin or initials. */
kg.finder = (() => {
  const MOST = 12;
  let index = null;
  kg.store.follow(() => (index = null));

  /** Lower case, full width to half width, without spaces and marks that people leave out. */
  function fold(text) {
    return text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s《》“”‘’"'·・\-—–,，.。()（）]/g, "");
  }

  function build() {
    return kg.store.entities.map((entity) => {
      const readings = entity.reading.split("\n");
      const names = [entity.name, ...entity.aliases].map((name, i) => ({
        name,
        folded: fold(name),
        ...letters(readings[i] ?? ""),
      }));
      return { entity, names };
    });
  }

  /** Return a reading as one run of letters, its initials, and where its syllables begin. */
  function letters(reading) {
    const syllables = reading.split(" ").map(fold).filter(Boolean);
    const starts = new Set();
    let full = "";
    for (const syllable of syllables) {
      starts.add(full.length);
      full += syllable;
    }
    return { full, initials: syllables.map((syllable) => syllable[0]).join(""), starts };
  }

  /** How well a name answers: the lower, the better; null if it does not. */
  function rank(found, query, isLatin) {
    if (found.folded === query) return 0;
    const at = found.folded.indexOf(query);
    if (at === 0) return 1;
    if (isLatin) {
      if (found.full === query) return 2;
      if (found.initials === query) return 2;
      if (found.full.startsWith(query)) return 3;
      if (found.initials.startsWith(query)) return 4;
    }
    if (at > 0) return 5;
    return isLatin ? rankInside(found, query) : null;
  }

  function rankInside({ full, initials, starts }, query) {
    for (let at = full.indexOf(query); at >= 0; at = full.indexOf(query, at + 1)) if (starts.has(at)) return 6;
    return query.length > 1 && initials.includes(query) ? 7 : null;
  }

  /** Return what answers a query, the best first: `{entity, name}`, and how many there are in all. */
  function find(text, { without = -1 } = {}) {
    index ??= build();
    const query = fold(text);
    if (!query) return { hits: [], count: 0 };
    const isLatin = /^[a-z0-9]+$/.test(query);
    const hits = [];
    for (const { entity, names } of index) {
      if (entity.number === without) continue;
      const hit = bestOf(names, query, isLatin);
      if (hit) hits.push({ entity, ...hit });
    }
    hits.sort((a, b) => a.rank - b.rank || b.entity.degree - a.entity.degree || a.entity.number - b.entity.number);
    return { hits: hits.slice(0, MOST), count: hits.length };
  }

  function bestOf(names, query, isLatin) {
    let best = null;
    names.forEach((found, i) => {
      const value = rank(found, query, isLatin);
      if (value === null) return;
      const place = value * 2 + (i > 0 ? 1 : 0);
      if (!best || place < best.rank) best = { rank: place, name: found.name };
    });
    return best;
  }

  return { find, fold };
})();
