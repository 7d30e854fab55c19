/* Days, months and years as ISO 8601 texts, and the stretches between them. */
kg.dates = (() => {
  const LAST = { 4: "-12-31", 7: "-31" };

  const first = (iso) => (iso.length === 4 ? `${iso}-01-01` : iso.length === 7 ? `${iso}-01` : iso);
  const last = (iso) => iso + (LAST[iso.length] ?? "");

  /** Return the first and the last day of a period. */
  function stretch(period) {
    return [first(period.start), last(period.stop || period.start)];
  }

  /** Does a stretch of days share a day with the time from `from` to `to` (either may be empty)? */
  function meets([start, stop], from, to) {
    return (!from || stop >= first(from)) && (!to || start <= last(to));
  }

  /** Write a day, month or year for people. */
  function write(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    if (kg.words.language() === "zh") return `${year}年${month ? `${month}月` : ""}${day ? `${day}日` : ""}`;
    const options = {
      year: "numeric",
      timeZone: "UTC",
      ...(month && { month: "short" }),
      ...(day && { day: "numeric" }),
    };
    return new Intl.DateTimeFormat("en-GB", options).format(new Date(Date.UTC(year, (month || 1) - 1, day || 1)));
  }

  /** Write a period; what its two ends share is written once. */
  function writePeriod({ start, stop }) {
    if (!stop || stop === start) return write(start);
    if (kg.words.language() !== "zh") return `${write(start)} – ${write(stop)}`;
    const shared =
      start.slice(0, 7) === stop.slice(0, 7) && stop.length === 10 ? 7 : start.slice(0, 4) === stop.slice(0, 4) ? 4 : 0;
    const end = write(stop);
    const cut = shared === 7 ? end.indexOf("月") + 1 : shared === 4 && stop.length > 4 ? end.indexOf("年") + 1 : 0;
    return `${write(start)}—${end.slice(cut)}`;
  }

  /** Return the steps of a slider over some days: days, months or years, at most about 400. */
  function steps(days) {
    if (!days.length) return [];
    const sorted = [...days].sort();
    const [low, high] = [sorted[0], sorted[sorted.length - 1]];
    for (const make of [daysBetween, monthsBetween, yearsBetween]) {
      const found = make(low, high);
      if (found.length <= (make === daysBetween ? 92 : 400)) return found;
    }
    return yearsBetween(low, high);
  }

  function daysBetween(low, high) {
    const [start, stop] = [Date.parse(first(low)), Date.parse(first(high))];
    const count = Math.min(1000, Math.round((stop - start) / 86400000) + 1);
    return Array.from({ length: count }, (_, i) => new Date(start + i * 86400000).toISOString().slice(0, 10));
  }

  function monthsBetween(low, high) {
    const number = (iso) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7) || "1") - 1;
    const start = number(low);
    const pad = (value, width) => String(value).padStart(width, "0");
    return Array.from(
      { length: Math.min(5000, number(high) - start + 1) },
      (_, i) => `${pad(Math.floor((start + i) / 12), 4)}-${pad(((start + i) % 12) + 1, 2)}`,
    );
  }

  function yearsBetween(low, high) {
    const start = Number(low.slice(0, 4));
    const count = Math.min(2000, Number(high.slice(0, 4)) - start + 1);
    return Array.from({ length: count }, (_, i) => String(start + i).padStart(4, "0"));
  }

  return { first, last, stretch, meets, write, writePeriod, steps };
})();
