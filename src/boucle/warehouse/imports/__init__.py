"""Imports: a mapping file turns any export into canonical rows, and nothing is lost on the way."""
