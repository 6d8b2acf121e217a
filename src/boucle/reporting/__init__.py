"""Reports: figures first, then the words and pages around them."""
