"""What people see: state in, message out; a screen is inert."""
