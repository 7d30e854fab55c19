/* Light and dark, and what is kept of a reader's choices on this machine. */
kg.theme = (() => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const followers = [];
  const colours = new Map();
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

  const isDark = () =>
    !printing && (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const follow = (follower) => followers.push(follower);

  function tell() {
    colours.clear();
    for (const follower of followers) follower();
  }

  function toggle() {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    keep("theme", next);
    tell();
  }

  /** Return a colour of the style sheet, such as `--ink`; asked for thousands of times a frame, so remembered. */
  function colour(name) {
    if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
    return colours.get(name);
  }

  /** Does the reader want nothing to glide? */
  const isCalm = () => calm.matches || printing;
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

  return { begin, toggle, isDark, isCalm, colour, ofType, follow, keep, kept };
})();
