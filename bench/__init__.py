"""Measures the speed budgets on a made-up company, beside bare engine work in the same run."""
