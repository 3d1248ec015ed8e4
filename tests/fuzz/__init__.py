"""Broken story files by the thousand, made from whole ones: `make fuzz`; a few hundred of them are in `make test`."""
