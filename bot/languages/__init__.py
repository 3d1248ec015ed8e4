"""The languages the bot speaks besides English, a .po file each (docs/LANGUAGES.md), and who hears which."""
