"""From one page to names, facts and figures, each with its words: a pure function of the page and the packs."""

from kg.extract.document import compile_rules, extract_document
from kg.extract.extraction import Extraction, LocalFact, LocalFigure

__all__ = ["Extraction", "LocalFact", "LocalFigure", "compile_rules", "extract_document"]
