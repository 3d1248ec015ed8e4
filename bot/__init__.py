"""Lamplight: the Discord bot that reads a story to a server and never loses the place."""

__version__ = "0.1.0"
