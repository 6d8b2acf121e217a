"""A company with known truth: for the demo, for tests and for measuring speed."""
