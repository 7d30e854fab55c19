/* Light and dark, and what is kept of a reader's choices on this machine. */
kg.theme = (() => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const followers = [];
  let printing = false;

  /** Keep a choice; a browser that keeps nothing for files loses no more than that. */
  function keep(key, value) {
    try {
      localStorage.setItem(`kg.${key}`, value);
    } catch {
      /* private windows may forbid it */
    }
  }

  function kept(key) {
    try {
      return localStorage.getItem(`kg.${key}`);
    } catch {
      return null;
    }
  }

  const isDark = () => !printing && (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const follow = (follower) => followers.push(follower);
  const tell = () => followers.forEach((follower) => follower());

  function toggle() {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    keep("theme", next);
    tell();
  }

  /** Return a colour of the style sheet, such as `--ink`. */
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const ofType = (type) => (isDark() ? type.dark : type.light);

  function begin() {
    const choice = kept("theme");
    if (choice === "dark" || choice === "light") document.documentElement.dataset.theme = choice;
    dark.addEventListener("change", tell);
    const print = (on) => () => {
      printing = on;
      document.documentElement.classList.toggle("printing", on);
      tell();
    };
    window.addEventListener("beforeprint", print(true));
    window.addEventListener("afterprint", print(false));
  }

  return { begin, toggle, isDark, colour, ofType, follow, keep, kept };
})();
