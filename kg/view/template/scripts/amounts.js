/* Figures as the news writes them. */
kg.amounts = (() => {
  /** Write a figure as the news does: 超6.07亿元, 200万余人次. */
  function write({ value, unit, modifier }) {
    const after = ["余", "多"].includes(modifier);
    return `${after ? "" : modifier}${digits(value)}${after ? modifier : ""}${unit}`;
  }

  /** Write a number: in Chinese by 万 and 亿 where that is exact and short, else with its thousands apart. */
  function digits(value) {
    const number = Number(value);
    if (kg.words.language() === "zh" && value.length < 16) {
      for (const [size, name] of [
        [1e8, "亿"],
        [1e4, "万"],
      ]) {
        const part = String(number / size);
        if (Math.abs(number) >= size && part.length < 8) return part.replace("-", "−") + name;
      }
    }
    const [whole, rest] = value.replace("-", "").split(".");
    return (number < 0 ? "−" : "") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? `.${rest}` : "");
  }

  return { write };
})();
