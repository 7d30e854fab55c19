/* A field that suggests things as one types; used for the search and for the other end of a way. */
kg.combobox = (() => {
  const { make, makeName, fill } = kg.dom;
  const { say, pick } = kg.words;
  const LONGEST = 60;

  /** Give an input its list of suggestions. `choose` is told of the thing that is chosen. */
  function attach(input, list, { choose, without = () => -1, find = kg.served?.find ?? kg.finder.find }) {
    const box = { input, list, choose, without, find, hits: [], at: -1 };
    Object.entries({
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-controls": list.id,
      "aria-expanded": "false",
    }).forEach(([name, value]) => input.setAttribute(name, value));
    list.setAttribute("role", "listbox");
    kg.dom.listen(input, {
      input: () => suggest(box),
      focus: () => input.value && suggest(box),
      keydown: (event) => key(box, event),
      blur: () => setTimeout(() => close(box), 120),
    });
    return box;
  }

  /** What answers may come later, from a server; an answer that comes too late is dropped. */
  function suggest(box) {
    const query = box.input.value;
    const found = box.find(query, { without: box.without() });
    if (found instanceof Promise) found.then((late) => box.input.value === query && show(box, late));
    else show(box, found);
  }

  function show(box, { hits, count: all }) {
    box.hits = hits;
    box.at = hits.length ? 0 : -1;
    const rows = hits.map((hit, i) => option(box, hit, i));
    const rest = all - hits.length;
    if (box.input.value.trim() && !hits.length) rows.push(note(say("nothing-found")));
    else if (rest > 0) rows.push(note(say("more-found", { count: rest })));
    fill(box.list, ...rows);
    open(box, rows.length > 0);
    mark(box);
  }

  const note = (text) => make("li", { class: "note", role: "presentation", text });

  function option(box, { entity, name }, i) {
    const other = name === entity.name ? null : make("span", { class: "other-name" }, makeName(cut(entity.name)));
    return make(
      "li",
      {
        id: `${box.list.id}-${i}`,
        role: "option",
        class: "option",
        on: {
          mousedown: (event) => {
            event.preventDefault();
            take(box, i);
          },
          mousemove: () => {
            box.at = i;
            mark(box);
          },
        },
      },
      kg.shapes.sign(entity.type),
      make("span", { class: "option-name" }, makeName(cut(name)), other),
      make("span", { class: "option-kind", text: pick(entity.class) }),
    );
  }

  const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

  function key(box, event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && box.hits.length) {
      event.preventDefault();
      box.at = (box.at + step + box.hits.length) % box.hits.length;
      mark(box);
    } else if (event.key === "Enter" && box.at >= 0) {
      event.preventDefault();
      take(box, box.at);
    } else if (event.key === "Escape" && (box.input.value || !box.list.hidden)) {
      event.stopPropagation();
      box.input.value = "";
      close(box);
    }
  }

  function take(box, i) {
    const { entity } = box.hits[i];
    box.input.value = "";
    close(box);
    box.input.blur();
    box.choose(entity);
  }

  function mark(box) {
    box.list.querySelectorAll("[role=option]").forEach((row, i) => {
      row.setAttribute("aria-selected", String(i === box.at));
      if (i === box.at) row.scrollIntoView({ block: "nearest" });
    });
    if (box.at >= 0) box.input.setAttribute("aria-activedescendant", `${box.list.id}-${box.at}`);
    else box.input.removeAttribute("aria-activedescendant");
  }

  function open(box, isOpen) {
    box.list.hidden = !isOpen;
    box.input.setAttribute("aria-expanded", String(isOpen));
  }

  function close(box) {
    box.hits = [];
    box.at = -1;
    open(box, false);
    box.input.removeAttribute("aria-activedescendant");
  }

  return { attach };
})();
