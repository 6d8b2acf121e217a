"""The closed-loop report: from any spend line to its outcomes, from any win back to its cost."""
