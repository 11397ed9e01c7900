"""Full text search without a search server."""

from narahubung.search.index import Index

__all__ = ["Index"]
