"""What happens when somebody reads; there is no Discord in here."""
