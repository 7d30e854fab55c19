"""A build read back: its things and what ties them at hand, the evidence found in its file when it is asked for."""

from kg.atlas.atlas import Atlas, open_atlas
from kg.atlas.finder import Finder, Hit
from kg.atlas.proofs import Passage, Proofs
from kg.atlas.walk import neighbourhood, way_between

__all__ = ["Atlas", "Finder", "Hit", "Passage", "Proofs", "neighbourhood", "open_atlas", "way_between"]
