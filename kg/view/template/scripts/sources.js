/* Only what one page or one article says. */
kg.sources = (() => {
  const { make, fill, find } = kg.dom;
  const { say } = kg.words;
  const LONGEST = 40;

  const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  const option = (value, text) => make("option", { value: String(value), text });

  function begin() {
    find("page-choice").addEventListener("change", (event) =>
      kg.state.set({ page: Number(event.target.value), article: -1 }),
    );
    find("article-choice").addEventListener("change", (event) => {
      const number = Number(event.target.value);
      kg.state.set({ article: number, page: number < 0 ? kg.state.get().page : pageOf(number) });
    });
  }

  const pageOf = (number) => kg.store.articles[number].page?.number ?? -1;

  function draw(state) {
    const pages = kg.store.pages.map((page) => option(page.number, nameOf(page)));
    fill(find("page-choice"), option(-1, say("all-pages", { count: kg.store.pages.length })), ...pages);
    find("page-choice").value = String(state.page);
    const articles = state.page < 0 ? kg.store.articles : kg.store.pages[state.page].articles;
    const rows = articles.map((article) =>
      option(article.number, cut(article.headline || article.lead || say("untitled"))),
    );
    fill(find("article-choice"), option(-1, say("all-articles", { count: articles.length })), ...rows);
    find("article-choice").value = String(state.article);
  }

  const nameOf = (page) => cut([page.date ? kg.dates.write(page.date) : "", page.name].filter(Boolean).join(" · "));

  return { begin, draw };
})();
