"""What is kept of a read-along when it is over: its page as a file, and the picture of its pace."""
