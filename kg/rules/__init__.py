"""Rules as data: their form, their loading, and the small language of their patterns."""

from kg.rules.load import DEFAULT_PACKS, load_packs
from kg.rules.schema import Fault, Pack

__all__ = ["DEFAULT_PACKS", "Fault", "Pack", "load_packs"]
