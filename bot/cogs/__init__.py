"""What a person can do: slash commands and presses."""
