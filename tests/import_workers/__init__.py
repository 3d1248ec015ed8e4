"""Workers that do what no import should, each under a name that a test gives to import_apart."""
