"""The nouns: frozen values that every stage speaks of. Nothing here reads a file."""
