"""What every figure has in common: its interval, its mask, its reason, its days and months."""
