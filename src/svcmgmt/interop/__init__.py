"""Edges of the library: dicts, rows or text on one side, values on the other; never files."""
