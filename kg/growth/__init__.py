"""Growth of a directory from build to build: what is remembered, what must be read, what changed."""

from kg.growth.codec import decode_page, encode_page
from kg.growth.gather import Given, gather_pages, page_key, path_from, read_text, real_path
from kg.growth.kept import Links, Source
from kg.growth.maker import maker_of
from kg.growth.memory import without_collecting
from kg.growth.reading import ReadPages, read_pages
from kg.growth.state import STATE, State, open_state
from kg.growth.where import built_number, decision_files, load_decisions

__all__ = [
    "STATE",
    "Given",
    "Links",
    "ReadPages",
    "Source",
    "State",
    "built_number",
    "decision_files",
    "decode_page",
    "encode_page",
    "gather_pages",
    "load_decisions",
    "maker_of",
    "open_state",
    "page_key",
    "path_from",
    "read_pages",
    "read_text",
    "real_path",
    "without_collecting",
]
