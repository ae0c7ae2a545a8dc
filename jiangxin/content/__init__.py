"""Files → Library: read once, typed by the schema, converted, measured."""
