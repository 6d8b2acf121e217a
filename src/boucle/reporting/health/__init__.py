"""The health of the data: findings in words, in the order of what they change in the report."""
