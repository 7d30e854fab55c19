"""Build knowledge graphs from Chinese local-government news, by rules."""

__version__ = "0.1.0"
