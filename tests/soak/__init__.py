"""The long run: a thousand kills, Discord's bad weather, bad disks, and a day and a night in minutes."""
