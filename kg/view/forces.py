"""Springs along ties, repulsion between all: a small force layout in plain arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from kg.view.cells import Cells, far_fields, near_points, sort_into_cells

__all__ = ["Bodies", "spread_apart"]

ROUNDS = 40  # more make no tie shorter
FAR_EVERY = 4  # the push of far cells is worked out anew every so many rounds
CELL = 2.6  # side of a grid cell, in spacings
GRAVITY = 0.02
LOOSE = 4.0  # how much more the middle draws what has no tie to the main part
SPRING = 2.0
MOBILITY = 0.3  # how far a force of one moves a body in a round
GAP = 10.0  # clear room between two things


class Bodies:
    """Points that push each other away, with springs between some of them. `xs` and `ys` are moved in place."""

    __slots__ = ("degrees", "edges", "gravity", "moves_x", "moves_y", "spacing", "weights", "xs", "ys")

    def __init__(
        self,
        xs: list[float],
        ys: list[float],
        *,
        edges: Sequence[tuple[int, int]],
        degrees: Sequence[int],
        spacing: float,
    ) -> None:
        self.xs, self.ys, self.spacing = xs, ys, spacing
        self.edges, self.degrees = edges, degrees
        pull = GRAVITY * sqrt(len(xs))
        self.gravity = [pull if is_main else LOOSE * pull for is_main in _main_part(len(xs), edges)]
        self.weights = [1.0 + sqrt(degree) / 2.0 for degree in degrees]
        self.moves_x = [0.0] * len(xs)
        self.moves_y = [0.0] * len(xs)

    def settle(self) -> None:
        """Move all points until springs and repulsion are nearly even, in a fixed number of rounds."""
        fields: dict[tuple[int, int], tuple[float, float]] = {}
        for turn in range(ROUNDS):
            heat = 1.0 - turn / ROUNDS
            cells = sort_into_cells(self.xs, self.ys, CELL * self.spacing)
            if turn % FAR_EVERY == 0:
                fields = far_fields(self.xs, self.ys, self.weights, cells)
            self._push_far(cells, fields)
            self._push_near(cells)
            self._pull_home()
            self._pull_springs()
            self._step((0.05 + heat * heat) * self.spacing)

    def _push_far(self, cells: Cells, fields: dict[tuple[int, int], tuple[float, float]]) -> None:
        """Begin the moves of a round with the push of all that is far away."""
        strength = self.spacing * self.spacing
        for cell, members in cells.items():
            field_x, field_y = fields.get(cell, (0.0, 0.0))
            for i in members:
                self.moves_x[i], self.moves_y[i] = field_x * strength, field_y * strength

    def _push_near(self, cells: Cells) -> None:
        """Add the push between the things of touching cells."""
        xs, ys, weights, moves_x, moves_y = self.xs, self.ys, self.weights, self.moves_x, self.moves_y
        strength = self.spacing * self.spacing
        for i, near in near_points(cells):
            x, y, weight = xs[i], ys[i], weights[i]
            sum_x = sum_y = 0.0
            for j in near:
                dx, dy = x - xs[j], y - ys[j]
                square = dx * dx + dy * dy
                if square < 1.0:  # two at one place part by their numbers
                    dx, dy, square = float(j % 7 - 3), 1.0, 1.0
                push = strength / square
                push_x, push_y, other = dx * push, dy * push, weights[j]
                sum_x += push_x * other
                sum_y += push_y * other
                moves_x[j] -= push_x * weight
                moves_y[j] -= push_y * weight
            moves_x[i] += sum_x
            moves_y[i] += sum_y

    def _pull_home(self) -> None:
        """Draw everything towards the middle, so that what is tied to nothing stays in sight."""
        for i, (x, y, pull) in enumerate(zip(self.xs, self.ys, self.gravity, strict=True)):
            self.moves_x[i] -= pull * x
            self.moves_y[i] -= pull * y

    def _pull_springs(self) -> None:
        """Shorten or lengthen each tie; what has fewer ties moves more, so hubs stay where they are."""
        xs, ys, moves_x, moves_y, degrees = self.xs, self.ys, self.moves_x, self.moves_y, self.degrees
        for one, other in self.edges:
            dx, dy = xs[other] - xs[one], ys[other] - ys[one]
            distance = sqrt(dx * dx + dy * dy)
            if distance < 1.0:
                continue
            pull = SPRING * (distance - self.spacing) / distance / sqrt(min(degrees[one], degrees[other]))
            share = degrees[other] / (degrees[one] + degrees[other])
            moves_x[one] += dx * pull * share
            moves_y[one] += dy * pull * share
            moves_x[other] -= dx * pull * (1.0 - share)
            moves_y[other] -= dy * pull * (1.0 - share)

    def _step(self, longest: float) -> None:
        """Move every point by a part of the force on it, no further than `longest`."""
        for i, (force_x, force_y) in enumerate(zip(self.moves_x, self.moves_y, strict=True)):
            length = MOBILITY * sqrt(force_x * force_x + force_y * force_y)
            part = MOBILITY * (longest / length if length > longest else 1.0)
            self.xs[i] += force_x * part
            self.ys[i] += force_y * part


def _main_part(count: int, edges: Sequence[tuple[int, int]]) -> list[bool]:
    """Say for each point whether it belongs to the largest part that ties hold together.

    >>> _main_part(5, [(0, 1), (1, 2), (3, 4)])
    [True, True, True, False, False]
    """
    part = list(range(count))
    for ends in edges:
        one, other = (_head(part, end) for end in ends)
        part[max(one, other)] = min(one, other)
    heads = [_head(part, i) for i in range(count)]
    sizes = Counter(heads)
    main = min(sizes, key=lambda head: (-sizes[head], head), default=0)
    return [head == main for head in heads]


def _head(part: list[int], i: int) -> int:
    """Follow a point to the head of its part, shortening the way."""
    while part[i] != i:
        part[i] = part[part[i]]
        i = part[i]
    return i


def spread_apart(xs: list[float], ys: list[float], sizes: Sequence[int], *, rounds: int = 12) -> None:
    """Push apart what would overlap, in place. `sizes` are radii."""
    side = 2.0 * max(sizes, default=1) + GAP
    for _ in range(rounds):
        moved = False
        for i, near in near_points(sort_into_cells(xs, ys, side)):
            for j in near:
                moved |= _part(xs, ys, i, j, sizes[i] + sizes[j] + GAP)
        if not moved:
            return


def _part(xs: list[float], ys: list[float], i: int, j: int, clear: float) -> bool:
    """Move two points apart until they are `clear` of each other; say whether they were not."""
    dx, dy = xs[j] - xs[i], ys[j] - ys[i]
    square = dx * dx + dy * dy
    if square >= clear * clear:
        return False
    distance = sqrt(square)
    if distance < 1.0:
        dx, dy, distance = 1.0, float(j % 3 - 1), 1.0
    part = (clear - distance) / distance / 2.0
    xs[i] -= dx * part
    ys[i] -= dy * part
    xs[j] += dx * part
    ys[j] += dy * part
    return True
