/* The buttons of the bar: views, back and forward, language, theme, saving, help; on a phone the sheet of filters. */
kg.menus = (() => {
  const { find, listen } = kg.dom;
  const VIEWS = ["network", "tree", "timeline"];

  function begin() {
    const acts = {
      back: () => history.back(),
      forward: () => history.forward(),
      theme: () => kg.theme.toggle(),
      language: () => useLanguage(kg.words.language() === "zh" ? "en" : "zh"),
      save: () => openMenu(find("save-menu").hidden),
      help: () => help(),
      "help-close": () => find("help-dialog").close(),
      print: () => {
        openMenu(false);
        window.print();
      },
      "zoom-in": () => kg.camera.zoom(1.35),
      "zoom-out": () => kg.camera.zoom(1 / 1.35),
      "zoom-fit": () => kg.network.fit(),
      loosen: () => kg.physics.toggle(),
      filters: () => openSheet(!document.documentElement.classList.contains("has-sheet")),
      "filters-close": () => openSheet(false),
    };
    for (const [id, act] of Object.entries(acts)) find(`do-${id}`).addEventListener("click", act);
    for (const kind of ["png", "svg", "ttl"])
      find(`do-save-${kind}`).addEventListener("click", () => {
        openMenu(false);
        kg.save.as(kind);
      });
    for (const view of VIEWS)
      listen(find(`tab-${view}`), { click: () => kg.state.set({ view }), keydown: (event) => walkTabs(event, view) });
    document.addEventListener("click", (event) => {
      if (!event.target.closest("#save-box")) openMenu(false);
      if (!event.target.closest("#side, #do-filters")) openSheet(false);
    });
    find("tree").addEventListener("keydown", kg.tree.key);
    kg.combobox.attach(find("search"), find("suggestions"), { choose: found });
  }

  function found(entity) {
    if (kg.served?.goTo(entity)) return;
    const { hiddenTypes, view } = kg.state.get();
    const seen = kg.sight.seen().nodes.has(entity.number);
    const wide = { page: -1, article: -1, from: "", to: "" };
    openSheet(false);
    kg.state.set({
      entity: entity.number,
      pair: null,
      path: null,
      steps: 0,
      view,
      hiddenTypes: hiddenTypes.filter((number) => number !== entity.type.number),
      ...(seen ? {} : wide),
    });
  }

  function walkTabs(event, view) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = VIEWS[(VIEWS.indexOf(view) + by + VIEWS.length) % VIEWS.length];
    kg.state.set({ view: next });
    find(`tab-${next}`).focus();
  }

  function draw({ view }) {
    for (const name of VIEWS) {
      find(`tab-${name}`).setAttribute("aria-selected", String(name === view));
      find(`tab-${name}`).tabIndex = name === view ? 0 : -1;
      find(`view-${name}`).hidden = name !== view;
    }
  }

  function useLanguage(language) {
    kg.theme.keep("language", language);
    kg.redraw(language);
  }

  function openMenu(isOpen) {
    find("save-menu").hidden = !isOpen;
    find("do-save").setAttribute("aria-expanded", String(isOpen));
    if (isOpen) find("do-save-png").focus();
  }

  function openSheet(isOpen) {
    document.documentElement.classList.toggle("has-sheet", isOpen);
    find("do-filters").setAttribute("aria-expanded", String(isOpen));
  }

  const help = () => find("help-dialog").showModal();

  /** Close whatever lies open; say whether anything did. */
  function close() {
    const open = !find("save-menu").hidden || document.documentElement.classList.contains("has-sheet");
    if (!find("save-menu").hidden) find("do-save").focus();
    openMenu(false);
    openSheet(false);
    return open;
  }

  return { begin, draw, help, close };
})();
