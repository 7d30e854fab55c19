/* The texts of the page in each language, from labels/*.json. */
kg.words = (() => {
  const tables = kg.dom.readJson("languages");
  let language = "zh";

  /** Write a count with its thousands apart. */
  const count = (number) => number.toLocaleString(language === "zh" ? "zh-CN" : "en-GB");

  /** Return a text of the page. `{name}` in it stands for a value, `{name|page|pages}` for a number with its noun. */
  function say(key, values = {}) {
    const text = tables[language][key] ?? key;
    return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name, one, many) => {
      const value = values[name];
      if (value === undefined) return whole;
      const written = typeof value === "number" ? count(value) : value;
      return one === undefined ? written : `${written} ${value === 1 ? one : many}`;
    });
  }

  /** Pick the Chinese or the English of two names of the vocabulary. */
  const pick = (pair) => (language === "zh" ? pair.zh : pair.en.charAt(0).toUpperCase() + pair.en.slice(1));

  /** Put the texts of the language in use into all elements that name one. */
  function apply(root = document) {
    for (const element of root.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
    const attributes = { sayTitle: "title", sayLabel: "aria-label", sayHint: "placeholder" };
    for (const [key, attribute] of Object.entries(attributes)) {
      const selector = `[data-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}]`;
      for (const element of root.querySelectorAll(selector)) element.setAttribute(attribute, say(element.dataset[key]));
    }
    document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  }

  function use(name) {
    language = name in tables ? name : "zh";
    apply();
  }

  return { say, count, pick, apply, use, language: () => language };
})();
