/* Saving the current view as a file. */
kg.save = (() => {
  const MAKERS = {
    png: () => kg.picture.png(),
    svg: async () => kg.picture.svg(),
    ttl: async () => new Blob([kg.turtle.write(kg.sight.seen())], { type: "text/turtle" }),
  };

  async function as(kind) {
    const address = URL.createObjectURL(await MAKERS[kind]());
    const link = kg.dom.make("a", { href: address, download: `kg-view.${kind}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    kg.say(kg.words.say("saved", { file: `kg-view.${kind}` }));
  }

  return { as };
})();
