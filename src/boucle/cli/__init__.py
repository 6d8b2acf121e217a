"""The commands: parse, call one operation, print."""
