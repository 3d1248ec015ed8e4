"""The languages: what there is to translate, and whether every catalogue has it, well formed."""
