/* The time slider: how much is reported or takes place when, and two handles. */
kg.timebar = (() => {
  const { makeSvg, fill, find } = kg.dom;
  const { say } = kg.words;
  const HEIGHT = 40;
  let steps = [];
  let basis = "";
  kg.store.follow(() => (basis = ""));

  function begin() {
    for (const id of ["time-from", "time-to"]) find(id).addEventListener("input", () => slide(id));
    find("time-basis").addEventListener("change", (event) =>
      kg.state.set({ basis: event.target.value, from: "", to: "" }),
    );
    find("time-reset").addEventListener("click", () => kg.state.set({ from: "", to: "" }));
  }

  /** Follow a handle; the two never pass each other. */
  function slide(id) {
    const [from, to] = [find("time-from"), find("time-to")];
    if (Number(from.value) > Number(to.value)) {
      if (id === "time-from") from.value = to.value;
      else to.value = from.value;
    }
    const [low, high] = [Number(from.value), Number(to.value)];
    kg.state.set(
      { from: low === 0 ? "" : steps[low], to: high === steps.length - 1 ? "" : steps[high] },
      { quiet: true },
    );
  }

  function draw(state) {
    if (basis !== state.basis) measure(state.basis);
    const usable = steps.length > 1;
    find("time-slider").hidden = !usable;
    find("time-none").hidden = usable;
    find("time-none").textContent = steps.length ? say("one-time", { time: kg.dates.write(steps[0]) }) : say("no-time");
    find("time-basis").value = state.basis;
    find("time-reset").hidden = !state.from && !state.to;
    if (!usable) return;
    const [low, high] = [place(state.from, 0), place(state.to, steps.length - 1)];
    put("time-from", low);
    put("time-to", high);
    find("time-label").textContent = `${kg.dates.write(steps[low])} — ${kg.dates.write(steps[high])}`;
    find("time-bars")
      .querySelectorAll("rect")
      .forEach((bar) => bar.classList.toggle("out", Number(bar.dataset.step) < low || Number(bar.dataset.step) > high));
  }

  /** Find the step of a day; one that has none of its own takes the last before it. */
  function place(iso, otherwise) {
    if (!iso) return otherwise;
    const found = steps.filter((step) => kg.dates.first(step) <= kg.dates.first(iso)).length - 1;
    return Math.max(0, found);
  }

  function put(id, value) {
    const slider = find(id);
    slider.max = String(steps.length - 1);
    slider.value = String(value);
    slider.setAttribute("aria-valuetext", kg.dates.write(steps[value]));
  }

  function measure(name) {
    basis = name;
    const days = kg.filter.days(name);
    steps = kg.dates.steps(days);
    const width = steps[0]?.length ?? 10;
    const tally = new Map(steps.map((step) => [step, 0]));
    for (const day of days) {
      const step = day.slice(0, width);
      if (tally.has(step)) tally.set(step, tally.get(step) + 1);
    }
    const most = Math.max(1, ...tally.values());
    const bars = steps.map((step, i) => bar(i, tally.get(step) / most));
    fill(find("time-bars"), ...bars);
    find("time-bars").setAttribute("viewBox", `0 0 ${Math.max(1, steps.length)} ${HEIGHT}`);
  }

  function bar(i, part) {
    const height = part ? Math.max(2, Math.sqrt(part) * HEIGHT) : 0;
    const drawn = makeSvg("rect", { x: i + 0.12, y: HEIGHT - height, width: 0.76, height });
    drawn.dataset.step = String(i);
    return drawn;
  }

  return { begin, draw };
})();
