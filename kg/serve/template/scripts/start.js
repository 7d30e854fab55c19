/* Put the parts of a page together. */
(() => {
  kg.page.begin();
  kg.query.begin();
  document.documentElement.dataset.ready = "yes";
})();
