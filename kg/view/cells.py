"""Points in square cells, and how strongly distant cells push: what keeps a force layout from comparing all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

__all__ = ["Cells", "far_fields", "near_points", "sort_into_cells"]

Cell = tuple[int, int]
Cells = dict[Cell, list[int]]
Masses = dict[Cell, tuple[float, float, float]]  # mass, and the centre of it
Fields = dict[Cell, tuple[float, float]]


def sort_into_cells(xs: Sequence[float], ys: Sequence[float], side: float) -> Cells:
    """Sort points into square cells, by number.

    >>> sort_into_cells([1.0, 9.0, -1.0], [1.0, 1.0, 1.0], 5.0)
    {(0, 0): [0], (1, 0): [1], (-1, 0): [2]}
    """
    cells: Cells = {}
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        cells.setdefault((int(x // side), int(y // side)), []).append(i)
    return cells


def near_points(cells: Cells) -> Iterator[tuple[int, list[int]]]:
    """Yield each point with those that it must be compared to: each pair of points in touching cells comes up once.

    >>> list(near_points({(0, 0): [0, 2], (1, 0): [1], (5, 5): [3]}))
    [(0, [2, 1]), (2, [1]), (1, []), (3, [])]
    """
    for (column, row), members in cells.items():
        around = [
            other
            for cell in ((column + 1, row - 1), (column + 1, row), (column + 1, row + 1), (column, row + 1))
            for other in cells.get(cell, ())
        ]
        for place, i in enumerate(members):
            yield i, members[place + 1 :] + around


def far_fields(xs: Sequence[float], ys: Sequence[float], weights: Sequence[float], cells: Cells) -> Fields:
    """Return how strongly what stands in cells that do not touch it pushes the things of each cell.

    Cells further off count in blocks of 2 × 2, 4 × 4 and so on, each once: those whose blocks touch, but which do not
    touch themselves (the interaction lists of the fast multipole method, with masses alone).
    """
    levels = [{cell: _mass(xs, ys, weights, members) for cell, members in cells.items()}]
    while len(levels[-1]) > 4 and len(levels) < 24:
        levels.append(_joined(levels[-1]))
    fields: Fields = {}
    for masses in reversed(levels):
        fields = {cell: _field(cell, masses, fields.get((cell[0] >> 1, cell[1] >> 1), (0.0, 0.0))) for cell in masses}
    return fields


def _mass(
    xs: Sequence[float], ys: Sequence[float], weights: Sequence[float], members: Sequence[int]
) -> tuple[float, float, float]:
    mass = x = y = 0.0
    for i in members:  # no sum(): since Python 3.12 it rounds otherwise than before
        mass += weights[i]
        x += xs[i] * weights[i]
        y += ys[i] * weights[i]
    return mass, x / mass, y / mass


def _joined(masses: Masses) -> Masses:
    """Join cells to blocks of two by two."""
    sums: dict[Cell, list[float]] = {}
    for (column, row), (mass, x, y) in masses.items():
        total = sums.setdefault((column >> 1, row >> 1), [0.0, 0.0, 0.0])
        total[0] += mass
        total[1] += mass * x
        total[2] += mass * y
    return {cell: (mass, x / mass, y / mass) for cell, (mass, x, y) in sums.items()}


def _field(cell: Cell, masses: Masses, above: tuple[float, float]) -> tuple[float, float]:
    """Add to what the block above a cell feels the push of the cells around that block which do not touch this one."""
    column, row = cell
    _, x, y = masses[cell]
    push_x, push_y = above
    left, top = (column >> 1) * 2 - 2, (row >> 1) * 2 - 2
    for other_column in range(left, left + 6):
        for other_row in range(top, top + 6):
            found = masses.get((other_column, other_row))
            if found is None or (-2 < other_column - column < 2 and -2 < other_row - row < 2):
                continue
            dx, dy = x - found[1], y - found[2]
            push = found[0] / (dx * dx + dy * dy)
            push_x += dx * push
            push_y += dy * push
    return push_x, push_y
