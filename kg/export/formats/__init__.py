"""The formats, a module each: its name is that of the format, and its `FORMAT` says the rest."""
