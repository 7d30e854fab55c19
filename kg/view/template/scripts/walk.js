/* Walking along ties: what lies within some steps, and the shortest way between two. */
kg.walk = (() => {
  function within() {
    return null;
  }

  return { within };
})();
