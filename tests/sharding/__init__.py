"""Shards shared among processes."""
