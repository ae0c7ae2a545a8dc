"""A picture file → a measured photograph, its planned derivatives, their files. Imports nothing: see `derivative`.

`reading` opens what strangers wrote; `probe` measures it; `derivative` and
`pyramid` name what is to be made, without pixels; `encode`, `tiler` and `strip`
make it; `gather` has it made once; `cards` are the pictures for links elsewhere.
"""
