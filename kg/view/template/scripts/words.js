/* The texts of the page in each language, from labels/*.json. */
kg.words = (() => {
  const tables = kg.dom.readJson("languages");
  let language = "zh";

  /** Return a text of the page; `{name}` in it stands for a value. */
  function say(key, values = {}) {
    const text = tables[language][key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  /** Write a count with its thousands apart. */
  const count = (number) => number.toLocaleString(language === "zh" ? "zh-CN" : "en-GB");

  /** Pick the Chinese or the English of two names of the vocabulary. */
  const pick = (pair) => (language === "zh" ? pair.zh : pair.en);

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
