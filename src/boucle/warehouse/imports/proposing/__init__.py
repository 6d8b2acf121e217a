"""Proposing a whole mapping from files that nobody has described: evidence, doubts, TOML."""
