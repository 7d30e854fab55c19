/* Where things stand: at home as laid out ahead, around the one in focus, or along a way. */
kg.plan = (() => {
  const CROWD = 90; // more than this around one thing stay at home: rings of them would be wider than any screen
  const RING = 150;
  const ROOM = 58; // room on a ring for a thing and its name

  /** Return places for what is seen, or an empty map where all stay at home. */
  function places(seen, home, { wide }) {
    if (seen.way?.length) return line(seen.way, wide);
    if (seen.rings && seen.nodes.size <= CROWD) return rings(seen.rings, home);
    return new Map();
  }

  function line(way, wide) {
    const gap = 220;
    const start = (-gap * (way.length - 1)) / 2;
    return new Map(
      way.map((number, i) => [number, wide ? { x: start + i * gap, y: 0 } : { x: 0, y: (start + i * gap) * 0.6 }]),
    );
  }

  /** Stand things on rings around the middle, turned as they stand at home, so that a reader finds them again. */
  function rings(steps, home) {
    const found = new Map();
    const [centre] = [...steps].find(([, step]) => step === 0);
    found.set(centre, { x: 0, y: 0 });
    let radius = 0;
    for (let step = 1; step <= 3; step += 1) {
      const members = [...steps].filter(([, at]) => at === step).map(([number]) => number);
      if (!members.length) break;
      radius = Math.max(radius + RING, (members.length * ROOM) / (2 * Math.PI));
      const angle = (number) => Math.atan2(home[number].y - home[centre].y, home[number].x - home[centre].x);
      members.sort((a, b) => angle(a) - angle(b) || a - b);
      const turn = angle(members[0]);
      members.forEach((number, i) => {
        const at = turn + (2 * Math.PI * i) / members.length;
        found.set(number, { x: radius * Math.cos(at), y: radius * Math.sin(at) });
      });
    }
    return found;
  }

  return { places };
})();
