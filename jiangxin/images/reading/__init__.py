"""A picture file from strangers → pixels, and what the file says of itself, or one `PictureError`."""
