"""A workspace in one file, as it stood at a commit, and back from it."""
