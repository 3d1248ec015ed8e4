"""The story package: properties that hold for any text, and what it makes of real and hostile files."""
