"""Library → Exhibition: checked as a whole, relations in both directions. Reaches no library."""
