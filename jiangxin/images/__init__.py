"""A picture file → a measured photograph, its planned derivatives, their files. Imports nothing: see `derivative`."""
