"""The tests: what people type and press, what they then see, and what may never happen."""
