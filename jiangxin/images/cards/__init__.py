"""A page's title and its lead picture → the card that stands for the page where others link to it."""
