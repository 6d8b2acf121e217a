"""The sections of the document, each a function from a `Voice` to blocks."""
