"""The engine and the lake: the only code that opens files of data and the only SQL."""
