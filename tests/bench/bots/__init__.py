"""The bots that Lamplight is measured against: each a process of its own, on the same wire, with the same intents."""
