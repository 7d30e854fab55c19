"""Where each thing stands in the network: worked out ahead, in whole numbers, the same on every machine.

Every thing has a place of its own, taken from the hash of its id. From there it is drawn towards those that it is tied
to (a contraction, so one page more moves little), the disc is filled evenly, and springs and repulsion settle the rest.
Only `+ - * /` and square roots are used, which IEEE 754 fixes to the last bit, in a fixed order.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from math import sqrt

from kg.view.forces import Bodies, spread_apart

__all__ = ["SPACING", "lay_out"]

SPACING = 60.0  # the usual distance between neighbours, in the units of the drawing
PULL = 0.8  # how far ties draw a thing away from its own place
SMOOTHINGS = 24

Edge = tuple[int, int]


def lay_out(ids: Sequence[str], edges: Sequence[Edge], sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Return a place `(x, y)` for each id. `edges` are pairs of indices, `sizes` the radii that must stay clear.

    >>> lay_out(["road/a"], [], [8])
    [(0, 0)]
    """
    xs, ys = _homes(ids)
    neighbours = _neighbours(len(ids), edges)
    xs, ys = _smooth(xs, neighbours), _smooth(ys, neighbours)
    _fill_disc(xs, ys, ids)
    Bodies(xs, ys, edges=edges, degrees=[len(near) for near in neighbours], spacing=SPACING).settle()
    spread_apart(xs, ys, sizes)
    return _centred(xs, ys)


def _homes(ids: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return the own place of each id, in the disc of radius 1."""
    places = [_home(id) for id in ids]
    return [x for x, _ in places], [y for _, y in places]


def _home(id: str) -> tuple[float, float]:
    """Take the first point of the disc from the hash of an id, four bytes a coordinate."""
    digest = b""
    for attempt in range(64):
        digest = sha256(f"{attempt} {id}".encode("utf-8", errors="surrogatepass")).digest()
        for start in range(0, 32, 8):
            x = int.from_bytes(digest[start : start + 4], "big") / 2**31 - 1.0
            y = int.from_bytes(digest[start + 4 : start + 8], "big") / 2**31 - 1.0
            if x * x + y * y <= 1.0:
                return x, y
    return 0.0, 0.0


def _neighbours(count: int, edges: Sequence[Edge]) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in edges:
        if one != other:
            near[one].append(other)
            near[other].append(one)
    return near


def _smooth(values: list[float], neighbours: list[list[int]]) -> list[float]:
    """Draw each coordinate towards the mean of its neighbours', while its own place holds it."""
    smoothed = list(values)
    for _ in range(SMOOTHINGS):
        smoothed = [
            (1.0 - PULL) * home + PULL * _mean(smoothed, near) if near else home
            for home, near in zip(values, neighbours, strict=True)
        ]
    return smoothed


def _mean(values: Sequence[float], numbers: Sequence[int]) -> float:
    total = 0.0
    for i in numbers:  # no sum(): since Python 3.12 it rounds otherwise than before
        total += values[i]
    return total / len(numbers)


def _fill_disc(xs: list[float], ys: list[float], ids: Sequence[str]) -> None:
    """Stretch the distances from the centre so that a disc is filled evenly: the nth thing stands at about √n."""
    order = sorted(range(len(ids)), key=lambda i: (xs[i] * xs[i] + ys[i] * ys[i], ids[i]))
    for rank, i in enumerate(order):
        distance = sqrt(xs[i] * xs[i] + ys[i] * ys[i])
        scale = 0.75 * SPACING * sqrt(rank) / distance if distance else 0.0
        xs[i] *= scale
        ys[i] *= scale


def _centred(xs: list[float], ys: list[float]) -> list[tuple[int, int]]:
    """Move the middle of all places to the origin, and round."""
    if not xs:
        return []
    middle_x, middle_y = _mean(xs, range(len(xs))), _mean(ys, range(len(ys)))
    return [(round(x - middle_x), round(y - middle_y)) for x, y in zip(xs, ys, strict=True)]
