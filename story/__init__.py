"""The story core: text in, text out; no I/O, no clock, no chance, no Discord."""
