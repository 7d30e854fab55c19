/* The ties between things, all painted in a few strokes: thin lines at any distance, arrows where one looks closely. */
kg.ties = (() => {
  const ARROWS = 900; // more arrows than this would be a mist

  /** How the two sorts of ties look: the more there are, the fainter; `width` is in pixels. */
  function looks(plain, bright, faint) {
    const crowd = Math.min(1, Math.max(0.12, 700 / Math.max(1, plain)));
    const isMany = bright > 40;
    return {
      plain: { colour: kg.theme.colour("--line-strong"), width: 1, alpha: faint ? 0.25 * crowd : crowd },
      bright: { colour: kg.theme.colour("--accent"), width: isMany ? 1 : 1.4, alpha: isMany ? 0.45 : 0.75 },
    };
  }

  /** Paint ties. `places` gives where things stand, `bright` which ties stand out, `faint` whether the others step back. */
  function paint(context, { ties, places, radius, scale, frame, bright, faint }) {
    const inside = [...ties].filter((tie) => crosses(places[tie.from], places[tie.to], frame));
    const plain = inside.filter((tie) => !bright.has(tie));
    const shown = inside.filter((tie) => bright.has(tie));
    const look = looks(plain.length, shown.length, faint);
    const view = { places, radius, scale };
    stroke(context, plain, look.plain, view);
    if (!faint && scale > 0.3 && plain.length < ARROWS) arrows(context, plain, kg.theme.colour("--arrow"), view);
    stroke(context, shown, look.bright, view);
    if (shown.length < ARROWS) arrows(context, shown, look.bright.colour, view);
  }

  const crosses = (a, b, { left, top, right, bottom }) =>
    Math.max(a.x, b.x) >= left &&
    Math.min(a.x, b.x) <= right &&
    Math.max(a.y, b.y) >= top &&
    Math.min(a.y, b.y) <= bottom;

  function stroke(context, ties, { width, colour, alpha }, { places, scale }) {
    context.globalAlpha = alpha;
    context.lineWidth = width / scale;
    context.strokeStyle = colour;
    context.beginPath();
    for (const { from, to } of ties) {
      context.moveTo(places[from].x, places[from].y);
      context.lineTo(places[to].x, places[to].y);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  function arrows(context, ties, colour, { places, radius, scale }) {
    context.fillStyle = colour;
    context.beginPath();
    for (const tie of ties) {
      if (tie.arrows.includes("to")) arrow(context, places[tie.from], places[tie.to], radius(tie.to), scale);
      if (tie.arrows.includes("from")) arrow(context, places[tie.to], places[tie.from], radius(tie.from), scale);
    }
    context.fill();
  }

  function arrow(context, from, to, radius, scale) {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const distance = Math.hypot(dx, dy);
    const reach = 6 / scale;
    if (distance < radius + 3 * reach) return;
    const [ux, uy] = [dx / distance, dy / distance];
    const [x, y] = [to.x - ux * (radius + 1.5 / scale), to.y - uy * (radius + 1.5 / scale)];
    context.moveTo(x, y);
    context.lineTo(x - ux * reach - uy * reach * 0.42, y - uy * reach + ux * reach * 0.42);
    context.lineTo(x - ux * reach + uy * reach * 0.42, y - uy * reach - ux * reach * 0.42);
    context.closePath();
  }

  /** Write on each tie what it states, where it is long enough. */
  function tell(context, ties, { places, scale, facts }) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.font = `${11.5 / scale}px ${kg.names.FAMILY}`;
    context.lineWidth = 4 / scale;
    context.strokeStyle = kg.theme.colour("--paper");
    context.fillStyle = kg.theme.colour("--accent");
    for (const tie of ties) {
      const [a, b] = [places[tie.from], places[tie.to]];
      const text = wordsOf(tie, facts);
      if (Math.hypot(b.x - a.x, b.y - a.y) * scale < 36 + text.length * 11) continue;
      const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
  }

  function wordsOf(tie, facts) {
    const kinds = tie.relations.filter((number) => facts[number]).map((number) => kg.store.relations[number].predicate);
    return [...new Set(kinds)].slice(0, 3).map(kg.words.pick).join("、");
  }

  /** Find the tie nearest to a point, no further than `reach`. */
  function at(point, ties, places, reach) {
    let best = null;
    let nearest = reach * reach;
    for (const tie of ties) {
      const away = distance(point, places[tie.from], places[tie.to]);
      if (away < nearest) {
        nearest = away;
        best = tie;
      }
    }
    return best;
  }

  function distance(point, a, b) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
    const part = Math.min(1, Math.max(0, along));
    return (point.x - a.x - part * dx) ** 2 + (point.y - a.y - part * dy) ** 2;
  }

  return { paint, tell, at, looks, crosses };
})();
