/* What all pages of the server share: language, theme, signs, search. */
kg.page = (() => {
  const { find, listen, readJson } = kg.dom;
  const { say } = kg.words;

  /** Write all that stands in two languages, or that a language writes its own way. */
  function write(language) {
    kg.words.use(language);
    for (const element of document.querySelectorAll("[data-values]"))
      element.textContent = say(element.dataset.say, JSON.parse(element.dataset.values));
    for (const element of document.querySelectorAll("[data-zh]"))
      element.textContent = kg.words.pick({ zh: element.dataset.zh, en: element.dataset.en });
    for (const element of document.querySelectorAll("time[data-start]")) element.textContent = whenOf(element.dataset);
    for (const element of document.querySelectorAll("[data-value]"))
      element.textContent = kg.amounts.write(element.dataset);
    for (const follower of followers) follower();
  }

  const followers = [];
  const whenOf = ({ start, stop = "" }) =>
    /^\d{4}/.test(start) ? kg.dates.writePeriod({ start, stop }) : [start, stop].filter(Boolean).join("—");

  function sign() {
    for (const place of document.querySelectorAll("[data-sign]"))
      place.replaceWith(kg.shapes.sign(kg.remote.lookOf(place.dataset.sign)));
  }

  function search() {
    const [input, list] = [find("search"), find("suggestions")];
    kg.combobox.attach(input, list, { choose: ({ href }) => location.assign(href), find: kg.remote.find });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.focus();
    });
  }

  function buttons() {
    find("do-theme").addEventListener("click", kg.theme.toggle);
    listen(find("do-language"), {
      click: () => {
        const next = kg.words.language() === "zh" ? "en" : "zh";
        kg.theme.keep("language", next);
        write(next);
      },
    });
  }

  function begin() {
    kg.theme.begin();
    kg.remote.use(readJson("looks"));
    sign();
    write(kg.theme.kept("language") ?? "zh");
    search();
    buttons();
  }

  return { begin, follow: (follower) => followers.push(follower) };
})();
