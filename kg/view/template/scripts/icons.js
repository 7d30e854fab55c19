/* The signs on the buttons, from the sprite in the page. */
kg.icons = (() => {
  function draw(name) {
    const use = kg.dom.makeSvg("use", { href: `#icon-${name}` });
    return kg.dom.makeSvg("svg", { class: "glyph", width: 18, height: 18, "aria-hidden": "true" }, use);
  }

  return { draw };
})();
